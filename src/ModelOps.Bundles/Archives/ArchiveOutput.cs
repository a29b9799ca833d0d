using System.Security.Cryptography;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Archives;

/// <summary>Takes an archive block by block; digests one while the next is filled and the last is written.</summary>
internal sealed class ArchiveOutput(Stream destination) : IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _block = new byte[BlockBytes];
    private byte[] _previous = new byte[BlockBytes];
    private int _filled;
    private Task _hashing = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;

    /// <summary>How many bytes were taken.</summary>
    public long Length { get; private set; }

    /// <summary>Room for the next bytes, at least one.</summary>
    public async ValueTask<Memory<byte>> RoomAsync(CancellationToken cancellationToken)
    {
        if (_filled == BlockBytes) await PassOnAsync(cancellationToken);
        return _block.AsMemory(_filled);
    }

    /// <summary>Takes what was put into the room.</summary>
    public void Take(int count)
    {
        _filled += count;
        Length += count;
    }

    /// <summary>Takes bytes.</summary>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            var room = await RoomAsync(cancellationToken);
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            bytes = bytes[count..];
            Take(count);
        }
    }

    /// <summary>Writes what is left, and gives the digest of everything.</summary>
    public async Task<Digest> FinishAsync(CancellationToken cancellationToken)
    {
        await PassOnAsync(cancellationToken);
        await Task.WhenAll(_hashing, _writing);
        return Digest.FromHash(_hash.GetHashAndReset());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Another thread may still read the blocks; what it failed at was thrown already, or something else was.
        ((IAsyncResult)Task.WhenAll(_hashing, _writing)).AsyncWaitHandle.WaitOne();
        _hash.Dispose();
    }

    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_hashing, _writing);
        (_block, _previous) = (_previous, _block);
        var (block, count) = (_previous, _filled);
        _filled = 0;
        _hashing = Task.Run(() => _hash.AppendData(block, 0, count), CancellationToken.None);
        _writing = destination.WriteAsync(block.AsMemory(0, count), cancellationToken).AsTask();
    }
}
