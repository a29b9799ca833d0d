namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>The bytes of one version of an object; a body that breaks off or falls silent is asked for again from where it stopped.</summary>
internal sealed class ResumingStream(IObjectBackend backend, ObjectUri uri, BackendStat found, TransferSettings transfer, TimeProvider time) : Stream
{
    private Stream? _body;
    private long _position;
    private int _failures;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => found.Size;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_position < found.Size && buffer.Length > 0)
        {
            var read = await TryReadAsync(buffer, cancellationToken);
            if (read == 0) continue;
            _position += read;
            _failures = 0;
            return read;
        }
        return 0;
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
        if (disposing) _body?.Dispose();
        base.Dispose(disposing);
    }

    // Zero if the body ended before its time.
    private async Task<int> TryReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            _body ??= await backend.ReadAsync(uri, found.Version, _position, cancellationToken) ?? throw StoreFaults.ChangedWhileRead(uri);
            patience.CancelAfter(transfer.Timeout);
            var wanted = (int)Math.Min(buffer.Length, found.Size - _position);
            var read = await _body.ReadAsync(buffer[..wanted], patience.Token);
            if (read == 0) await PauseAsync(new EndOfStreamException("the answer ends too early"), cancellationToken);
            return read;
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            await PauseAsync(fault, cancellationToken);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            await PauseAsync(new TimeoutException($"no byte for {transfer.Timeout.TotalSeconds:0.#} s", fault), cancellationToken);
        }
        return 0;
    }

    private async Task PauseAsync(Exception fault, CancellationToken cancellationToken)
    {
        if (_body is not null) await _body.DisposeAsync();
        _body = null;
        if (_failures == transfer.Retries) throw StoreFaults.Unreachable(uri, fault);
        await Task.Delay(transfer.Pause(_failures++), time, cancellationToken);
    }
}
