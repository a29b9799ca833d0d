using System.Collections.Concurrent;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Folders;

/// <summary>
/// Bundles that are project folders: identified by the content of their counted files, and run from a read-only copy, so that
/// editing the folder never changes what runs. Any number of processes may share the copies. May be used from any thread.
/// </summary>
/// <param name="checkouts">The folder of the copies, made when it is needed; best outside of any project, or in its <c>.modelops/</c>.</param>
/// <param name="time">Measures how long another process is waited for that makes the same copy.</param>
public sealed class FolderBundles(string checkouts, TimeProvider time) : IBundles
{
    private readonly CheckoutFolder _checkouts = new(Path.GetFullPath(checkouts), time);
    private readonly ConcurrentDictionary<Digest, PinnedFolder> _pinned = new();

    /// <summary>Absolute paths of files that count in no bundle, such as the file of tasks that are run.</summary>
    public IReadOnlyCollection<string> LeftOut { get; init; } = [];

    /// <inheritdoc />
    /// <exception cref="InvalidInputException">
    /// Code <c>bundle_not_found</c>: there is no such folder. Code <c>unsupported_file</c>: it has links, special files or names that
    /// are not UTF-8, the first five named. Code <c>assembly_not_found</c> or <c>invalid_json</c>: an assembly or its <c>.deps.json</c>.
    /// </exception>
    public async Task<PinnedBundle> PinAsync(
        string reference, string baseDirectory, IReadOnlyList<string> assemblies, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(reference, Path.GetFullPath(baseDirectory));
        if (!Directory.Exists(root))
            throw new InvalidInputException("bundle_not_found", $"There is no bundle folder '{reference}'; looked for '{root}'.", "Correct the path: it starts from the folder of the file that names it.");
        var paths = FolderFiles.Find(root, assemblies, path => !LeftOut.Contains(Path.Combine(root, path)), cancellationToken);
        var folder = await PinnedFolder.ReadAsync(root, paths, cancellationToken);
        var content = ContentDigest.Of(folder.Files);
        _pinned[content] = folder;
        return new(root, content, folder.Files.Count, folder.Files.Sum(file => file.Size));
    }

    /// <inheritdoc />
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: there is no copy yet, and the folder changed since it was pinned.</exception>
    /// <exception cref="ArgumentException">The bundle was not pinned by this object.</exception>
    public Task<IBundleLease> CheckoutAsync(PinnedBundle bundle, CancellationToken cancellationToken) =>
        _pinned.TryGetValue(bundle.Content, out var folder)
            ? _checkouts.LeaseAsync(bundle.Content, folder, cancellationToken)
            : throw new ArgumentException($"{bundle.Content} was not pinned here.", nameof(bundle));
}
