using System.Text.Json;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Dask;

/// <summary>A bridge process and the conversation with it. One thread reads; any may send, and end it.</summary>
internal sealed class BridgeConnection : IDisposable
{
    private const int CurrentProtocol = 1;
    private const uint OfTheModel = 1;

    // How long a bridge that is asked to end may take to take its children on the cluster back.
    private static readonly TimeSpan LeaveWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DrainWait = TimeSpan.FromMilliseconds(500);

    private readonly ChildProcess _child;
    private readonly FrameReader _reader;
    private readonly Outbox _outbox;

    private BridgeConnection(ChildProcess child)
    {
        _child = child;
        _reader = new(child.Output);
        _outbox = new(child.Input);
    }

    /// <summary>Starts the process.</summary>
    /// <exception cref="OutsideException">Code <c>python_not_found</c>, <c>program_not_started</c> or <c>installation_incomplete</c>.</exception>
    public static BridgeConnection Start(string python)
    {
        try
        {
            return new(ChildProcess.Start(new(python, [WorkerCommands.Script("mops_dask_bridge.py")])));
        }
        catch (OutsideException fault) when (fault.Code == "program_not_found")
        {
            throw new OutsideException(
                "python_not_found",
                $"The Python interpreter '{python}' is not found.",
                $"Install Python 3.9 or later with the package distributed, or set {DaskOptions.PythonVariable} to the path of an interpreter.",
                inner: fault);
        }
    }

    /// <summary>Connects to the cluster and loads the model there. Blocks; <see cref="Kill"/> ends the wait.</summary>
    /// <exception cref="ModelOpsException">What the bridge or the cluster found; code <c>dask_bridge_ended</c> if the bridge ended.</exception>
    public BridgeReady Open(BridgeOpen request)
    {
        try
        {
            if (!_reader.Read(out var frame)) throw Ended();
            var hello = ProtocolJson.Read(frame.Payload.Span, ProtocolJson.Default.WorkerHello);
            if (hello.Protocol != CurrentProtocol) throw new CorruptDataException("worker_protocol", $"it speaks version {hello.Protocol}");
            var payload = JsonSerializer.SerializeToUtf8Bytes(request, DaskJson.Default.BridgeOpen);
            _outbox.Send(payload, static (buffer, bytes) => buffer.Append(FrameType.Open, 0, bytes));
            if (!_reader.Read(out frame)) throw Ended();
            return frame.Type switch
            {
                FrameType.Ready => ProtocolJson.Read(frame.Payload.Span, DaskJson.Default.BridgeReady),
                FrameType.Refused when frame.Id == OfTheModel =>
                    throw ProtocolJson.Read(frame.Payload.Span, ProtocolJson.Default.WorkerRefusal).ToException(request.Spec.Open.Entrypoint),
                _ => throw ProtocolJson.Read(frame.Payload.Span, DaskJson.Default.BridgeFault).ToException(),
            };
        }
        catch (CorruptDataException fault)
        {
            throw new OutsideException("dask_bridge_ended", $"The bridge to Dask does not speak the protocol: {fault.Message}. {Said()}");
        }
    }

    /// <summary>Waits for the next frame; false once the bridge has ended.</summary>
    public bool Read(out Frame frame) => _reader.Read(out frame);

    /// <summary>Sends one frame; what a bridge that has ended would have been sent is dropped.</summary>
    public void Send(BridgeFrame type, uint id, FrameBuffer? content) => _outbox.Send(
        (type, id, content),
        static (buffer, frame) => buffer.Append((FrameType)frame.type, frame.id, frame.content is null ? [] : frame.content.Written));

    /// <summary>The last of the bridge's standard error, for messages.</summary>
    public string Said()
    {
        _child.ErrorsDrained.Wait(DrainWait);
        var tail = _child.ErrorTail.Trim();
        return tail.Length == 0 ? "It wrote nothing to its standard error." : $"Its standard error:\n{tail}";
    }

    /// <summary>Ends the bridge at once.</summary>
    public void Kill() => _child.Kill();

    /// <summary>Asks the bridge to leave the cluster and to end, and sees to it that it does.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        _outbox.Dispose();
        _child.CloseInput();
        await Task.WhenAny(_child.Exit, Task.Delay(LeaveWait, TimeProvider.System, cancellationToken));
        _child.Kill();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _outbox.Dispose();
        _child.Dispose();
    }

    private OutsideException Ended() => new(
        "dask_bridge_ended", $"The bridge to Dask ended before it was connected. {Said()}", retryable: true);
}
