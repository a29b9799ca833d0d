using System.Buffers.Binary;
using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Results;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Pool;

/// <summary>
/// A worker that has loaded the model, and the tasks that it was sent. One thread serves it; any may send, watch the time or end it.
/// </summary>
internal sealed class ActiveWorker(WorkerConnection connection, PoolOptions options, TimeProvider time) : IDisposable
{
    private const int BatchOutcomes = 256;

    private readonly Lock _gate = new();
    private readonly TableTemplates _templates = new();
    private readonly Window _window = new(options.WindowTasks, options.WindowBytes);

    private PoolRun? _run;
    private LossCause _cause;
    private string _detail = "";
    private long _headSince;
    private uint _overdue;
    private bool _doomed;
    private bool _delivering;
    private bool _hungry = true;
    private int _windowSize = 1;
    private int _tasksLeft = options.Recycle ?? int.MaxValue;

    /// <summary>The most tasks that it may have in flight now.</summary>
    public int WindowSize => Volatile.Read(ref _windowSize);

    /// <summary>How many tasks it has in flight.</summary>
    public int InFlight
    {
        get
        {
            lock (_gate) return _window.Count;
        }
    }

    /// <summary>Whether it ran out of tasks to be sent while its window had room.</summary>
    public bool IsHungry => Volatile.Read(ref _hungry);

    /// <summary>Sends tasks of a run while there are any and the window has room.</summary>
    public void Fill(PoolRun run)
    {
        lock (_gate)
        {
            _run = run;
            if (_window.Count == 0) _headSince = time.GetTimestamp();
            Fill();
        }
    }

    /// <summary>Reads answers, hands out outcomes and sends more tasks, until the worker has ended or is to be ended.</summary>
    public void Serve()
    {
        var outcomes = new List<SimulationOutcome>();
        while (ReadBatch(outcomes))
        {
            HandOut(outcomes);
            outcomes = [];
        }
        // What it answered before it broke the protocol stands.
        HandOut(outcomes);
    }

    /// <summary>Ends the worker if the task that it runs is over the time limit.</summary>
    public void CheckTime()
    {
        lock (_gate)
        {
            // While results wait for the caller, the worker may wait as well, and for no fault of its task.
            if (options.TimeLimit is not { } limit || _window.Count == 0 || _delivering || _doomed) return;
            if (time.GetElapsedTime(_headSince) <= limit) return;
            _overdue = _window.Head;
            Doom(LossCause.TimeLimit, "");
        }
    }

    /// <summary>Ends the worker if it is busy: nobody waits for the outcome any more.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            if (_window.Count > 0) Doom(LossCause.NotNeeded, "");
        }
    }

    /// <summary>Ends the worker.</summary>
    public void End() => Doom(LossCause.NotNeeded, "");

    /// <summary>Deals with what is left when the worker is gone: tasks go back to their run, or are given up.</summary>
    public void Bury()
    {
        var exit = connection.End();
        List<PendingTask> left;
        PendingTask? culprit;
        bool blameless;
        var loss = new Loss(_cause, _detail, exit, time.GetElapsedTime(_headSince)) { MemoryBytes = options.MemoryBytes };
        lock (_gate)
        {
            // An answer that arrived while the worker was being ended leaves its successor blameless.
            blameless = _cause == LossCause.NotNeeded || (_cause == LossCause.TimeLimit && _window.Head != _overdue);
            var answered = _window.LastAnswered;
            left = _window.Clear();
            culprit = _cause == LossCause.AnsweredTwice ? answered : left.FirstOrDefault();
        }
        if (_cause != LossCause.NotNeeded) options.WorkerLost?.Invoke(new(connection.Pid, loss.Reason, culprit?.Task, exit.ErrorTail));
        _run?.Settle(left, blameless || left.Count == 0 ? null : loss.Judge(left[0], options));
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    private bool HasRoom => _tasksLeft > 0 && _window.HasRoom;

    // The flag is up all the while: who adds a task after the last look must find it so.
    private void Fill()
    {
        if (_doomed) return;
        Volatile.Write(ref _hungry, true);
        connection.Send(this, static (buffer, worker) => worker.AppendTasks(buffer));
        Volatile.Write(ref _hungry, HasRoom);
    }

    private void AppendTasks(FrameBuffer buffer)
    {
        while (HasRoom && _run!.TryTake(out var pending))
        {
            if (options.Recycle is not null) _tasksLeft--;
            var parameters = pending.Task.Parameters.Canonical;
            var length = sizeof(ulong) + Encoding.UTF8.GetByteCount(parameters);
            var payload = buffer.Append(FrameType.Task, _window.Send(pending, length), length);
            BinaryPrimitives.WriteUInt64LittleEndian(payload, pending.Task.Seed);
            Encoding.UTF8.GetBytes(parameters, payload[sizeof(ulong)..]);
        }
    }

    private bool ReadBatch(List<SimulationOutcome> outcomes)
    {
        try
        {
            if (!connection.Read(out var frame)) return false;
            do
            {
                if (!Take(frame, outcomes)) return false;
            }
            while (outcomes.Count < BatchOutcomes && connection.TryReadBuffered(out frame));
            return true;
        }
        catch (ModelOpsException fault)
        {
            Doom(LossCause.BrokeProtocol, fault.Message);
            return false;
        }
    }

    // False if the frame is no answer to the task that runs: the worker is not to be trusted any more.
    private bool Take(Frame frame, List<SimulationOutcome> outcomes)
    {
        var (duration, body) = TaskAnswer.Split(frame);
        var tables = frame.Type == FrameType.Result ? ResultReader.Read(body, _templates) : SimulationOutcome.NoTables;
        var error = frame.Type == FrameType.Error ? ProtocolJson.Read(body.Span, ProtocolJson.Default.WorkerError) : null;
        PendingTask? pending;
        lock (_gate)
        {
            pending = _window.Answer(frame.Id, duration, out var fault);
            Volatile.Write(ref _windowSize, _window.Size);
            if (fault is not null) Doom(_window.WasAnswered(frame.Id) ? LossCause.AnsweredTwice : LossCause.BrokeProtocol, fault);
        }
        if (pending is null) return false;
        var status = error is null ? SimulationStatus.Completed : SimulationStatus.Failed;
        var failure = error is null ? null : Failures.Named(pending.Task, new(error.Type, error.Message, error.Traceback));
        outcomes.Add(new(pending.Task.Id, status, tables, failure, pending.Losses + 1, duration));
        return true;
    }

    private void HandOut(List<SimulationOutcome> outcomes)
    {
        PoolRun run;
        lock (_gate)
        {
            if (_run is null) return;
            (run, _delivering) = (_run, true);
        }
        run.Deliver(outcomes);
        lock (_gate)
        {
            _delivering = false;
            _headSince = time.GetTimestamp();
            // Half a window is sent at a time, for each time costs a system call here and one there.
            if (_window.Count <= _window.Size / 2) Fill();
            // It has run as many as it may: a fresh worker takes its place.
            if (_tasksLeft == 0 && _window.Count == 0) Doom(LossCause.NotNeeded, "");
        }
    }

    private void Doom(LossCause cause, string detail)
    {
        lock (_gate)
        {
            if (_doomed) return;
            (_doomed, _cause, _detail) = (true, cause, detail);
        }
        connection.Kill();
    }
}
