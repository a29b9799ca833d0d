using System.Collections.Concurrent;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Transfers;

/// <summary>
/// Puts a packed bundle into a repository: external files, blobs, manifest, tags, in this order, so that nothing names what isn't there.
/// A push that is broken off leaves the tags as they were, and the next one sends only what is missing.
/// </summary>
public sealed class BundlePush(PackedBundle packed, IRepository repository, PushOptions options)
{
    private const int AtOnce = 4;

    private readonly ConcurrentBag<BlobDescriptor> _sentBlobs = [];
    private long _sentBytes;
    private long _doneBytes;

    private BundleManifest Manifest => packed.Bundle.Manifest;

    /// <summary>Pushes, or finds out what a push would send.</summary>
    /// <exception cref="TagMovedException">The first tag names something else than expected; found before anything is sent, and again before it is set.</exception>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: a file changed meanwhile. Code <c>object_exists</c>: an external file's address is taken.</exception>
    /// <exception cref="OutsideException">The registry or store failed.</exception>
    public async Task<PushResult> RunAsync(CancellationToken cancellationToken)
    {
        var before = options.Tags.Count > 0 ? await repository.FindTagAsync(options.Tags[0], cancellationToken) : null;
        if (options.Tags.Count > 0) options.Expected.Check(repository.Name, options.Tags[0], before);
        var known = (options.Known?.Manifest.Blobs ?? []).Append(options.Known?.Manifest.Index).Select(blob => blob?.Digest).ToHashSet();
        var sequences = packed.Sequences;
        // A bundle that the tag names has all of its blobs there.
        var candidates = before == Manifest.Digest ? [] : sequences.Select(IReadOnlyList<BlobDescriptor> (blobs) => [.. blobs.Where(blob => !known.Contains(blob.Digest))]).ToList();
        if (!options.DryRun) await PutExternalAsync(cancellationToken);
        await EachAsync(candidates, options.DryRun ? AskAsync : PutAsync, cancellationToken);
        if (!options.DryRun) await TagAsync(before, cancellationToken);
        var blobs = sequences.SelectMany(blobs => blobs).ToList();
        var sent = blobs.Where(_sentBlobs.Contains).ToList();
        return new(Manifest.Digest, sent, _sentBytes, blobs.Count - sent.Count, options.Tags.Count > 0 && before != Manifest.Digest);
    }

    private async Task EachAsync(List<IReadOnlyList<BlobDescriptor>> sequences, Func<BlobDescriptor, CancellationToken, Task<long>> send, CancellationToken cancellationToken)
    {
        var total = sequences.Sum(blobs => blobs.Sum(blob => blob.Size));
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(sequences, parallel, async (blobs, token) =>
        {
            foreach (var blob in blobs)
            {
                var sent = await send(blob, token);
                if (sent > 0) _sentBlobs.Add(blob);
                Interlocked.Add(ref _sentBytes, sent);
                options.Progress?.Report(new(Interlocked.Add(ref _doneBytes, blob.Size), total));
            }
        });
    }

    private async Task<long> AskAsync(BlobDescriptor blob, CancellationToken cancellationToken) =>
        await repository.HasBlobAsync(blob, cancellationToken) ? 0 : blob.Size;

    private Task<long> PutAsync(BlobDescriptor blob, CancellationToken cancellationToken) =>
        repository.PutBlobAsync(blob, token => packed.OpenAsync(blob, token), cancellationToken);

    private async Task PutExternalAsync(CancellationToken cancellationToken)
    {
        foreach (var file in packed.Bundle.Index.Files)
        {
            if (file.Place is not FilePlace.External(var uri, var tier)) continue;
            var store = options.External ?? throw new InvalidInputException(
                "external_store_missing", $"The file '{file.Path}' of the bundle goes to '{uri}', and no object store is set up.", "Set the variables of the object store.");
            if (await store.FindAsync(uri, cancellationToken) is { Sha256: { } there } && there == file.Sha256) continue;
            await using var content = packed.OpenExternal(file);
            await store.PutAsync(uri, content, file.Sha256, tier, cancellationToken);
        }
    }

    private async Task TagAsync(Digest? before, CancellationToken cancellationToken)
    {
        if (options.Tags.Count == 0) await repository.PutManifestAsync(Manifest.Bytes, null, ExpectedTag.Any, cancellationToken);
        for (var i = 0; i < options.Tags.Count; i++)
        {
            if (i == 0 && before == Manifest.Digest) continue;
            await repository.PutManifestAsync(Manifest.Bytes, options.Tags[i], i == 0 ? options.Expected : ExpectedTag.Any, cancellationToken);
        }
    }
}
