using System.Buffers;
using System.Security.Cryptography;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>Streams whole objects through a vendor's single requests.</summary>
/// <param name="backend">The vendor's requests.</param>
/// <param name="transfer">Sizes and patience.</param>
/// <param name="time">The clock of pauses.</param>
internal sealed class TransferringStore(IObjectBackend backend, TransferSettings transfer, TimeProvider time) : IObjectStore, IDisposable
{
    private const long Mebibyte = 1 << 20;

    /// <inheritdoc />
    public async Task<ObjectStat> StatAsync(ObjectUri uri, CancellationToken cancellationToken)
    {
        var found = await backend.FindAsync(uri, cancellationToken) ?? throw StoreFaults.NotFound(uri);
        return ToStat(uri, found, Required(uri, found));
    }

    /// <inheritdoc />
    public async Task<Stream> OpenAsync(ObjectUri uri, ObjectIdentity? expected, CancellationToken cancellationToken)
    {
        var found = await backend.FindAsync(uri, cancellationToken) ?? throw StoreFaults.NotFound(uri);
        var recorded = expected is null ? Required(uri, found) : Recorded(found);
        if (expected is not null && (found.Size != expected.Size || recorded is { } digest && digest != expected.Sha256))
            throw StoreFaults.Mismatch(uri, $"{expected.Sha256} ({expected.Size} bytes)", $"{recorded?.ToString() ?? "no digest"} ({found.Size} bytes)");
        var source = new ResumingStream(backend, uri, found, transfer, time);
        return new VerifiedStream(source, uri, found.Size, expected?.Sha256 ?? recorded);
    }

    /// <inheritdoc />
    public async Task<ObjectStat> PutAsync(ObjectUri uri, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        var record = await RecordOfAsync(content, options, cancellationToken);
        if (options.Condition.SkipsSame && await backend.FindAsync(uri, cancellationToken) is { } found)
        {
            if (IsSame(found, record)) return ToStat(uri, found, record.Sha256);
            if (options.Condition.MustBeAbsent) throw StoreFaults.Exists(uri);
        }
        var partSize = PartSize(record.Size);
        var version = record.Size <= partSize
            ? await WriteWholeAsync(uri, content, record, cancellationToken)
            : await WritePartsAsync(uri, content, record, (int)partSize, cancellationToken);
        return version is null
            ? await SettleAsync(uri, record, cancellationToken)
            : new(uri, record.Size, record.Sha256, record.Tier, version);
    }

    /// <inheritdoc />
    public void Dispose() => backend.Dispose();

    private static async Task<ObjectRecord> RecordOfAsync(Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        var (start, size) = (content.Position, content.Length - content.Position);
        if (options.Sha256 is { } known) return new(known, size, options.Tier, options.Condition);
        var digest = Digest.FromHash(await SHA256.HashDataAsync(content, cancellationToken));
        content.Position = start;
        return new(digest, size, options.Tier, options.Condition);
    }

    // Parts grow only where an object would have more of them than the store takes.
    private long PartSize(long size)
    {
        var needed = (size + backend.MaxParts - 1) / backend.MaxParts;
        return needed <= transfer.PartBytes ? transfer.PartBytes : (needed + Mebibyte - 1) / Mebibyte * Mebibyte;
    }

    private async Task<string?> WriteWholeAsync(ObjectUri uri, Stream content, ObjectRecord record, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)record.Size + 1);
        try
        {
            // One byte more than announced shows that the content grew.
            var length = await content.ReadAtLeastAsync(buffer.AsMemory(0, (int)record.Size + 1), (int)record.Size + 1, throwOnEndOfStream: false, cancellationToken);
            Check(uri, record, Digest.Of(buffer.AsSpan(0, length)), length);
            return await backend.WriteAsync(uri, buffer.AsMemory(0, length), record, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<string?> WritePartsAsync(ObjectUri uri, Stream content, ObjectRecord record, int partSize, CancellationToken cancellationToken)
    {
        using var session = UploadSession.Open(transfer.UploadFolder, uri, record, partSize);
        var upload = await BeginAsync(uri, record, (session, partSize), cancellationToken);
        if (upload is null) return null;
        var buffer = ArrayPool<byte>.Shared.Rent(partSize + 1);
        var isKept = false;
        try
        {
            var version = await SendPartsAsync(uri, content, record, (upload, buffer.AsMemory(0, partSize)), cancellationToken);
            isKept = true;
            session.Forget();
            return version;
        }
        catch (Exception fault) when (session.IsRemembered && fault is OutsideException { Retryable: true } or OperationCanceledException)
        {
            isKept = true;
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!isKept) await AbandonAsync(upload, session);
        }
    }

    // Goes on with what an earlier process began, if the store still has it.
    private async Task<IPartedUpload?> BeginAsync(ObjectUri uri, ObjectRecord record, (UploadSession Session, int PartBytes) parts, CancellationToken cancellationToken)
    {
        if (parts.Session.Load() is { } known && await backend.ResumeAsync(uri, record, (known, parts.PartBytes), cancellationToken) is { } resumed) return resumed;
        var begun = await backend.BeginAsync(uri, record, cancellationToken);
        if (begun is not null) parts.Session.Save(begun.Session);
        return begun;
    }

    private static async Task<string?> SendPartsAsync(
        ObjectUri uri, Stream content, ObjectRecord record, (IPartedUpload Upload, Memory<byte> Buffer) to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stored = to.Upload.Stored;
        for (var sent = 0L; ;)
        {
            // What the store had before is read, since the digest is of all, and not sent.
            var isStored = sent < stored;
            var wanted = (int)Math.Min(to.Buffer.Length, (isStored ? stored : record.Size) - sent);
            var length = await content.ReadAtLeastAsync(to.Buffer[..wanted], wanted, throwOnEndOfStream: false, cancellationToken);
            var part = to.Buffer[..length];
            hash.AppendData(part.Span);
            sent += length;
            if (sent < record.Size && length == wanted)
            {
                if (!isStored) await to.Upload.AddAsync(part, cancellationToken);
                continue;
            }
            var grew = content.Position < content.Length ? 1 : 0;
            Check(uri, record, Digest.FromHash(hash.GetHashAndReset()), sent + grew);
            return await to.Upload.CompleteAsync(part, cancellationToken);
        }
    }

    // The error that led here is the one to show; what can't be given up expires in the store by itself.
    private static async Task AbandonAsync(IPartedUpload upload, UploadSession session)
    {
        session.Forget();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await upload.AbandonAsync(patience.Token);
        }
        catch (Exception fault) when (fault is ModelOpsException or OperationCanceledException)
        {
            return;
        }
    }

    // The answer to a write that succeeded may have been lost, and its repetition then finds the condition not met.
    private async Task<ObjectStat> SettleAsync(ObjectUri uri, ObjectRecord record, CancellationToken cancellationToken)
    {
        var found = await backend.FindAsync(uri, cancellationToken);
        if (found is not null && IsSame(found, record)) return ToStat(uri, found, record.Sha256);
        throw record.Condition.MustBeAbsent ? StoreFaults.Exists(uri) : StoreFaults.VersionChanged(uri);
    }

    private static void Check(ObjectUri uri, ObjectRecord record, Digest digest, long length)
    {
        if (digest != record.Sha256 || length != record.Size)
            throw StoreFaults.ContentMismatch(uri, $"{record.Sha256} ({record.Size} bytes)", $"{digest} ({length} bytes)");
    }

    private static bool IsSame(BackendStat found, ObjectRecord record) => found.Size == record.Size && Recorded(found) == record.Sha256;

    private static Digest? Recorded(BackendStat found) =>
        found.Sha256 is { } text && Digest.TryParse(text.StartsWith("sha256:", StringComparison.Ordinal) ? text : "sha256:" + text, out var digest) ? digest : null;

    private Digest? Required(ObjectUri uri, BackendStat found)
    {
        if (Recorded(found) is { } digest) return digest;
        if (found.Sha256 is not null)
            throw new CorruptDataException("object_digest_invalid", $"The digest in the metadata of '{uri}' is not one of SHA-256: '{found.Sha256}'.", "Write the object again.");
        if (transfer.AllowsMissingDigest) return null;
        throw new CorruptDataException(
            "object_digest_missing", $"The metadata of '{uri}' have no SHA-256 digest ('{ObjectRecord.DigestName}').",
            "Write the object with this tool, or set MODELOPS_ALLOW_STAT_WITHOUT_SHA=true to go without.");
    }

    private static ObjectStat ToStat(ObjectUri uri, BackendStat found, Digest? digest) => new(uri, found.Size, digest, found.Tier, found.Version);
}
