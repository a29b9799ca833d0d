using System.Buffers;
using System.Security.Cryptography;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Registries;

/// <summary>Takes bytes, digests them, and passes them on.</summary>
/// <param name="inner">Where they go; <see cref="Stream.Null"/> for nowhere. Stays open.</param>
/// <param name="progress">Told how many bytes came.</param>
internal sealed class DigestStream(Stream inner, Action<int>? progress = null) : Stream
{
    private const int BufferBytes = 256 << 10;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>The digest of everything that came.</summary>
    public Digest Finish() => Digest.FromHash(_hash.GetHashAndReset());

    /// <summary>Counts what is already in a file to which the rest is to be added, and sets its position to the end.</summary>
    public async Task CatchUpAsync(Stream file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            file.Position = 0;
            for (int read; (read = await file.ReadAsync(buffer, cancellationToken)) > 0; _length += read) _hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        Count(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // What is behind it are files and memory: handing each piece to another thread would cost more than writing it.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _length += bytes.Length;
        progress?.Invoke(bytes.Length);
    }
}
