using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Workers;

/// <summary>A worker process and the conversation with it. One thread reads; any may send, kill and dispose.</summary>
internal sealed class WorkerConnection : IDisposable
{
    // A worker's end is certain after the kill; these bound how long what it left in the pipe of its errors is waited for.
    private static readonly TimeSpan ExitWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DrainWait = TimeSpan.FromMilliseconds(500);

    private readonly ChildProcess _child;
    private readonly FrameReader _reader;
    private readonly Outbox _outbox;
    private string? _scratch;

    private WorkerConnection(ChildProcess child)
    {
        _child = child;
        _reader = new(child.Output);
        _outbox = new(child.Input);
        // Processes that the model has started may outlive the worker, and hold its pipes open; they go with it.
        _ = child.Exit.ContinueWith(_ => child.Kill(), TaskScheduler.Default);
    }

    /// <summary>The worker's process id.</summary>
    public int Pid => _child.Id;

    /// <summary>Starts the process.</summary>
    /// <exception cref="OutsideException">Code <c>python_not_found</c>, <c>program_not_found</c> or <c>program_not_started</c>.</exception>
    public static WorkerConnection Start(ChildCommand command, WorkerOptions options) => new(WorkerCommands.Start(command, options));

    /// <summary>A new folder for the worker's temporary files, which is removed when the connection is disposed.</summary>
    /// <exception cref="OutsideException">Code <c>scratch_not_usable</c>.</exception>
    public string Scratch() => _scratch ??= ScratchFolder.Create();

    /// <summary>Loads a model or an object. Blocks until it is loaded; <see cref="Kill"/> ends the wait.</summary>
    /// <exception cref="InvalidInputException">The worker refuses the entrypoint.</exception>
    /// <exception cref="OutsideException">Code <c>worker_not_started</c>: it ended, or did not speak the protocol.</exception>
    public WorkerReady Open(OpenRequest request)
    {
        try
        {
            var hello = ProtocolJson.Read(Expect(FrameType.Hello).Span, ProtocolJson.Default.WorkerHello);
            if (hello.Protocol != WorkerHello.CurrentProtocol)
                throw NotStarted($"speaks version {hello.Protocol} of the protocol, expected {WorkerHello.CurrentProtocol}");
            var payload = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(request, ProtocolJson.Default.OpenRequest);
            Send(FrameType.Open, 0, payload);
            if (!_reader.Read(out var frame)) throw NotStarted($"ended with {End().Description} while it loaded {request.Entrypoint}");
            return frame.Type switch
            {
                FrameType.Ready => ProtocolJson.Read(frame.Payload.Span, ProtocolJson.Default.WorkerReady),
                FrameType.Refused => throw ProtocolJson.Read(frame.Payload.Span, ProtocolJson.Default.WorkerRefusal).ToException(request.Entrypoint),
                _ => throw NotStarted($"answered with a frame of type {(byte)frame.Type} while it loaded {request.Entrypoint}"),
            };
        }
        catch (CorruptDataException fault)
        {
            throw NotStarted($"does not speak the protocol: {fault.Message}");
        }
    }

    /// <summary>Waits for the next frame; false once the worker has ended and all that it sent is read.</summary>
    public bool Read(out Frame frame) => _reader.Read(out frame);

    /// <summary>The next frame if it is here already.</summary>
    public bool TryReadBuffered(out Frame frame) => _reader.TryReadBuffered(out frame);

    /// <summary>Sends frames; what a worker that has ended would have been sent is dropped.</summary>
    public void Send<T>(T state, Action<FrameBuffer, T> append) => _outbox.Send(state, append);

    /// <summary>Sends one frame.</summary>
    public void Send(FrameType type, uint id, byte[] payload) =>
        _outbox.Send((type, id, payload), static (buffer, frame) => buffer.Append(frame.type, frame.id, frame.payload));

    /// <summary>Ends the worker, and all that its model started, at once.</summary>
    public void Kill() => _child.Kill();

    /// <summary>Kills what is left of the worker and says how it ended.</summary>
    public WorkerExit End()
    {
        // A worker that closed its pipe is about to end by itself: its own status tells more than that of our signal.
        if (!_child.Exit.Wait(DrainWait)) _child.Kill();
        _child.Exit.Wait(ExitWait);
        _child.Kill();
        _child.ErrorsDrained.Wait(DrainWait);
        return new(_child.Exit.IsCompletedSuccessfully ? _child.Exit.Result : -1, _child.ErrorTail.Trim());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _outbox.Dispose();
        _child.Dispose();
        if (_scratch is null) return;
        // Not before it has ended, or it would write while the folder goes.
        _child.Exit.Wait(ExitWait);
        ScratchFolder.Remove(_scratch);
    }

    private ReadOnlyMemory<byte> Expect(FrameType type)
    {
        if (!_reader.Read(out var frame)) throw NotStarted($"ended with {End().Description} before it said hello");
        return frame.Type == type ? frame.Payload : throw NotStarted("does not speak the protocol");
    }

    private OutsideException NotStarted(string what)
    {
        var tail = End().ErrorTail;
        var said = tail.Length == 0 ? "It wrote nothing to its standard error." : $"Its standard error:\n{tail}";
        return new("worker_not_started", $"A worker {what}. {said}", "Run the model by itself in the same environment to see why.");
    }
}
