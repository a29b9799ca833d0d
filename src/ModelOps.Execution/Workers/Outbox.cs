using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Workers;

/// <summary>
/// Writes frames to a worker from a thread of its own: whoever reads the worker's answers must never wait for it to read, or the two
/// would wait for each other once both pipes are full.
/// </summary>
internal sealed class Outbox : IDisposable
{
    private const int StackBytes = 256 * 1024;

    private readonly Stream _sink;
    private readonly object _gate = new();
    private FrameBuffer _collected = new();
    private bool _closed;

    public Outbox(Stream sink)
    {
        _sink = sink;
        new Thread(Write, StackBytes) { IsBackground = true, Name = "worker outbox" }.Start();
    }

    /// <summary>Adds frames, to be written at once; nothing is written any more after the outbox is disposed or the worker is gone.</summary>
    /// <param name="state">What <paramref name="append"/> needs.</param>
    /// <param name="append">Appends the frames; called while the outbox is locked.</param>
    public void Send<T>(T state, Action<FrameBuffer, T> append)
    {
        lock (_gate)
        {
            if (_closed) return;
            append(_collected, state);
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Write()
    {
        var writing = new FrameBuffer();
        while (Take(ref writing))
        {
            try
            {
                _sink.Write(writing.Written);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // The worker has ended; its reader finds that out and deals with it.
                Dispose();
                return;
            }
            writing.Clear();
        }
    }

    private bool Take(ref FrameBuffer empty)
    {
        lock (_gate)
        {
            while (_collected.Length == 0 && !_closed) Monitor.Wait(_gate);
            (empty, _collected) = (_collected, empty);
            return !_closed;
        }
    }
}
