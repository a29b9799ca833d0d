using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Specs;
using ModelOps.Bundles.Specs.Planning;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Publishing;

/// <summary>
/// A folder with a bundle spec, and what the spec makes of its files. A file is taken if it counts for the content digest of the folder and
/// a layer has it; so a bundle of all files has the content digest of the folder.
/// </summary>
public sealed class SpecProject
{
    private SpecProject(BundleSpec spec, BundlePlan plan) => (Spec, Plan) = (spec, plan);

    /// <summary>The spec.</summary>
    public BundleSpec Spec { get; }

    /// <summary>Its files and where they go.</summary>
    public BundlePlan Plan { get; }

    /// <summary>Reads the spec of a folder and finds its files; none of them is read.</summary>
    /// <param name="folder">The folder's path, as the user wrote it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="InvalidInputException">
    /// Codes of <see cref="BundleSpecFile.Find"/>, <see cref="BundleSpecReader.Read"/> and <see cref="BundlePlan.Of"/>;
    /// <c>unsupported_file</c>: a layer has a link, a special file or a name that is not UTF-8; <c>assembly_not_found</c>: a .NET model
    /// of the spec is not built.
    /// </exception>
    public static SpecProject Load(string folder, CancellationToken cancellationToken)
    {
        var spec = BundleSpecReader.Read(BundleSpecFile.Find(folder));
        var assemblies = spec.Models.Values.Select(Entrypoint.Parse).Where(model => model.Kind == EntrypointKind.DotNet).Select(model => model.Container);
        var paths = FolderFiles.Find(spec.Directory, [.. assemblies], path => spec.Layers.Any(layer => layer.Has(path)), cancellationToken);
        return new(spec, BundlePlan.Of(spec, paths.Select(path => (path, SizeOf(spec.Directory, path)))));
    }

    /// <summary>Reads the files.</summary>
    /// <param name="digests">What is known of them from earlier; <see langword="null"/> to read all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: a file is gone.</exception>
    public async Task<IReadOnlyList<BundleMember>> ReadAsync(FileDigests? digests, CancellationToken cancellationToken)
    {
        var paths = Plan.Files.Select(file => file.Path).ToList();
        var entries = digests is null
            ? (await PinnedFolder.ReadAsync(Spec.Directory, paths, cancellationToken)).Files
            : await digests.ReadAsync(Spec.Directory, paths, cancellationToken);
        var byPath = entries.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        return [.. Plan.Files.Select(file => Member(file, byPath.TryGetValue(file.Path, out var entry) ? entry : throw Gone(file.Path)))];
    }

    /// <summary>Lays the files out as a bundle.</summary>
    /// <param name="members">What <see cref="ReadAsync"/> found.</param>
    /// <param name="known">An earlier state of the bundle, whose unchanged packs are not made again; or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ModelOpsException">Errors of <see cref="BundlePacker.PackAsync"/>.</exception>
    public Task<PackedBundle> PackAsync(IReadOnlyList<BundleMember> members, BundleIndex? known, CancellationToken cancellationToken) => BundlePacker.PackAsync(
        Spec.Directory,
        members,
        [.. Spec.Layers.Select(layer => layer.Name)],
        Spec.Roles.ToDictionary(role => role.Name, role => role.Layers, StringComparer.Ordinal),
        known,
        cancellationToken);

    private static BundleMember Member(PlannedFile file, ContentEntry entry) =>
        new(entry, file.Layer, file.External is { } uri ? new(uri.ToString(), file.Tier?.ToString().ToLowerInvariant()) : null);

    private static long SizeOf(string root, string path)
    {
        var full = Path.Combine(root, path);
        try
        {
            return new FileInfo(full).Length;
        }
        catch (FileNotFoundException)
        {
            throw Gone(path);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("look at the file", full, cause);
        }
    }

    private static ConflictException Gone(string path) =>
        new("bundle_changed", $"The file '{path}' went away while the folder was read.", "Run the command again when nothing else changes the folder.");
}
