namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>Content whose reader is cancelled when a position is reached.</summary>
internal sealed class CancellingStream(byte[] bytes, int at, CancellationTokenSource cancel) : MemoryStream(bytes, writable: false)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= at) cancel.Cancel();
        return base.ReadAsync(buffer, cancellationToken);
    }
}
