namespace ModelOps.Cli.Tests.Simulations;

/// <summary>A stream that waits for ever after its last byte, and takes no notice of a cancellation, as a pipe.</summary>
internal sealed class OpenPipe(MemoryStream bytes) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (bytes.Position == bytes.Length) await new TaskCompletionSource().Task;
        return await bytes.ReadAsync(buffer, CancellationToken.None);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
