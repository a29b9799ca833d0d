using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Materializing;

/// <summary>
/// Writes the files of a role into a folder: everything that is in the way is found before anything is written; each file appears whole;
/// files that are there as they should be are left alone; no other file is touched.
/// </summary>
public sealed class Materializer(BundleCache cache, IRepository repository)
{
    private const int NamedConflicts = 5;

    /// <summary>Materialises a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="folder">The destination, created if it is missing.</param>
    /// <param name="options">Role and rules.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    /// <exception cref="WorkdirConflictException">Something else is in the way; nothing was written.</exception>
    /// <exception cref="RoleMismatchException">There is no such role.</exception>
    /// <exception cref="OutsideException">The destination can't be written, or the registry or store failed.</exception>
    public async Task<MaterializeResult> RunAsync(Bundle bundle, string folder, MaterializeOptions options, CancellationToken cancellationToken)
    {
        var files = bundle.Index.FilesOf(options.Role);
        var destination = new Destination(folder);
        var wanted = files.Where(file => options.PrefetchExternal || file.Place is not FilePlace.External).ToList();
        var actions = await InspectAsync(destination, wanted, options.Overwrite, cancellationToken);
        foreach (var file in files.Where(file => file.Place is FilePlace.External)) destination.CheckOwn(PointerFile.PathOf(file.Path));
        destination.CheckOwn(Provenance.FilePath);
        try
        {
            var written = await WriteAsync(bundle, destination, actions, options, cancellationToken);
            written.AddRange(files.Where(file => file.Place is FilePlace.External).Select(file => WritePointer(destination, file)));
            var layers = bundle.Index.LayersOf(options.Role);
            var role = options.Role ?? (bundle.Index.Roles.Count == 0 ? null : BundleIndex.DefaultRole);
            destination.WriteOwn(MaterializedFolder.ManifestPath, bundle.Manifest.Bytes.Span);
            destination.WriteOwn(MaterializedFolder.IndexPath, BundleIndexJson.ToBytes(bundle.Index));
            destination.WriteOwn(Provenance.FilePath, new Provenance(bundle, options.Reference, role).ToBytes());
            return new(bundle.Manifest.Digest, role, layers, written);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("materialize the bundle in", folder, cause);
        }
    }

    private static async Task<List<(BundleFile File, FileAction Action)>> InspectAsync(
        Destination destination, List<BundleFile> files, bool overwrite, CancellationToken cancellationToken)
    {
        var actions = new (BundleFile File, FileAction Action)[files.Count];
        var conflicts = new WorkdirConflict?[files.Count];
        await Parallel.ForAsync(0, files.Count, cancellationToken, (i, _) =>
        {
            var conflict = destination.Inspect(files[i], out var action);
            actions[i] = (files[i], conflict is null ? action : FileAction.Replaced);
            // The user's word covers what lies in the destination, not where a link leads.
            if (conflict is not null && (!overwrite || conflict.Actual == Destination.LeadsOutside)) conflicts[i] = conflict;
            return ValueTask.CompletedTask;
        });
        return conflicts.Any(conflict => conflict is not null) ? throw Conflict([.. conflicts.OfType<WorkdirConflict>()]) : [.. actions];
    }

    private async Task<List<MaterializedFile>> WriteAsync(
        Bundle bundle, Destination destination, List<(BundleFile File, FileAction Action)> actions, MaterializeOptions options, CancellationToken cancellationToken)
    {
        using var cached = actions.All(entry => entry.Action == FileAction.Unchanged)
            ? null
            : await cache.HoldAsync(bundle, options.Role, options.PrefetchExternal, new(repository, options.External, options.Progress), cancellationToken);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(actions, parallel, (entry, _) =>
        {
            if (entry.Action == FileAction.Unchanged) destination.Adjust(entry.File);
            else destination.Write(entry.File, cached!.PathOf(entry.File));
            return ValueTask.CompletedTask;
        });
        return [.. actions.Select(entry => new MaterializedFile(entry.File.Path, entry.Action, entry.File.Size, IsPointer: false))];
    }

    // Always written: pointers belong to this tool. Whether the file itself is there is looked at, not remembered.
    private static MaterializedFile WritePointer(Destination destination, BundleFile file)
    {
        var isThere = destination.Inspect(file, out var action) is null && action == FileAction.Unchanged;
        var bytes = new PointerFile(file, isThere).ToBytes();
        var path = PointerFile.PathOf(file.Path);
        var before = destination.PathOf(path);
        var outcome = !File.Exists(before) ? FileAction.Created : File.ReadAllBytes(before).AsSpan().SequenceEqual(bytes) ? FileAction.Unchanged : FileAction.Replaced;
        destination.WriteOwn(path, bytes);
        return new(path, outcome, bytes.Length, IsPointer: true);
    }

    private static WorkdirConflictException Conflict(List<WorkdirConflict> conflicts)
    {
        var named = string.Join(", ", conflicts.Take(NamedConflicts).Select(conflict => $"'{conflict.Path}'"));
        var more = conflicts.Count > NamedConflicts ? $" and {conflicts.Count - NamedConflicts} more" : "";
        return new($"{conflicts.Count} files conflict with existing content: {named}{more}. Nothing was written.", "Move them away, or replace them with --overwrite.", conflicts);
    }
}
