using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Specs;

/// <summary>Finds the spec of a folder.</summary>
public static class BundleSpecFile
{
    /// <summary>The names that a spec may have, in the order in which they are looked for.</summary>
    public static readonly IReadOnlyList<string> Names = ["modelops.yaml", "modelops.yml", ".mops-bundle.yaml", ".mops-bundle.yml"];

    /// <summary>The path of the folder's spec, or <see langword="null"/> where it has none.</summary>
    public static string? TryFind(string directory) => Names.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    /// <summary>The path of the folder's spec.</summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>folder_not_found</c>: there is no such folder, or it is a file. Code <c>bundle_spec_not_found</c>: it has no spec.
    /// </exception>
    public static string Find(string directory)
    {
        if (File.Exists(directory)) throw new InvalidInputException("folder_not_found", $"Working directory must be a directory, and '{directory}' is a file.");
        if (!Directory.Exists(directory)) throw new InvalidInputException("folder_not_found", $"There is no directory '{directory}'.");
        return TryFind(directory) ?? throw new InvalidInputException(
            "bundle_spec_not_found", $"There is no bundle spec in '{directory}'; looked for {string.Join(", ", Names)}.", "Write one, or name another directory.");
    }
}
