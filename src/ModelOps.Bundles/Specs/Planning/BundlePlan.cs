using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Specs.Planning;

/// <summary>What a spec makes of the files of its folder.</summary>
/// <param name="Files">The files of all layers, in the order of the UTF-8 bytes of their paths.</param>
/// <param name="EmptyLayers">Layers without a file, which is most likely a mistake.</param>
public sealed record BundlePlan(IReadOnlyList<PlannedFile> Files, IReadOnlyList<string> EmptyLayers)
{
    /// <summary>Plans some files.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="files">Paths (from the spec's folder, forward slashes) and sizes of the files that may be taken, in any order.</param>
    /// <exception cref="InvalidInputException">
    /// Code <c>file_in_two_layers</c>, code <c>file_too_large</c> (above the limit without a rule), code <c>invalid_object_uri</c>.
    /// </exception>
    public static BundlePlan Of(BundleSpec spec, IEnumerable<(string Path, long Size)> files)
    {
        var planned = files.Select(file => Plan(spec, file.Path, file.Size)).OfType<PlannedFile>()
            .Select(file => (Key: Encoding.UTF8.GetBytes(file.Path), File: file)).ToList();
        planned.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        var used = planned.Select(entry => entry.File.Layer).ToHashSet(StringComparer.Ordinal);
        return new([.. planned.Select(entry => entry.File)], [.. spec.Layers.Select(layer => layer.Name).Where(layer => !used.Contains(layer))]);
    }

    private static PlannedFile? Plan(BundleSpec spec, string path, long size)
    {
        var layers = spec.Layers.Where(layer => layer.Has(path)).Select(layer => layer.Name).ToList();
        if (layers.Count == 0) return null;
        if (layers.Count > 1)
        {
            throw new InvalidInputException(
                "file_in_two_layers", $"The file '{path}' belongs to the layers {string.Join(" and ", layers)}; a role with both would write it twice.",
                "Let one of them ignore it.");
        }
        return spec.RuleFor(path, size) is { } rule
            ? new(path, size, layers[0], rule.AddressOf(path), rule.Tier, $"matches pattern: {rule.Pattern}")
            : new(path, size, layers[0], null, null, "under size threshold");
    }
}
