namespace ModelOps.Execution.Tests.Tasks;

/// <summary>Gives its bytes a few at a time, as a pipe may.</summary>
internal sealed class TrickleStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, atOnce)], cancellationToken);
}
