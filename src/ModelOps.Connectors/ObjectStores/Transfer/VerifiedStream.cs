using System.Security.Cryptography;
using ModelOps.Contracts.Digests;

namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>Hashes what is read through it; the read that finds the end throws unless number and digest of the bytes are right.</summary>
/// <param name="source">The bytes; disposed with this.</param>
/// <param name="uri">What is read, for the message.</param>
/// <param name="size">How many bytes there must be.</param>
/// <param name="expected">Their digest; <see langword="null"/> checks the number alone.</param>
internal sealed class VerifiedStream(Stream source, ObjectUri uri, long size, Digest? expected) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;
    private bool _isVerified;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0) return 0;
        var read = await source.ReadAsync(buffer, cancellationToken);
        Observe(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Objects are read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
            _hash.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Observe(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _read += bytes.Length;
            if (_read > size) throw StoreFaults.Mismatch(uri, $"{size} bytes", "more");
            _hash.AppendData(bytes);
        }
        else if (!_isVerified)
        {
            var actual = Digest.FromHash(_hash.GetHashAndReset());
            if (_read != size || expected is { } digest && digest != actual)
                throw StoreFaults.Mismatch(uri, $"{expected?.ToString() ?? "any digest"} ({size} bytes)", $"{actual} ({_read} bytes)");
            _isVerified = true;
        }
    }
}
