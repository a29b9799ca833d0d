using System.Buffers.Binary;
using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Results;

namespace ModelOps.Execution.Dask;

/// <summary>The batches that are on the cluster. The bridge's thread takes answers in; any may fill.</summary>
/// <param name="options">How simulations run.</param>
/// <param name="entrypoint">The entrypoint as the user wrote it.</param>
internal sealed class Traffic(DaskOptions options, string entrypoint)
{
    // One that runs and one that waits for each thread: a worker is never idle while an answer is on its way.
    private const int BatchesAThread = 2;
    private const int MostFaults = 5;
    private const int MostLosses = 10;

    private readonly Lock _gate = new();
    private readonly BatchSizer _sizer = new(options.BatchDuration);
    private readonly TableTemplates _templates = new();
    private readonly Dictionary<uint, List<PendingTask>> _batches = [];
    private readonly FrameBuffer _frames = new();

    private BridgeConnection? _connection;
    private PoolRun? _run;
    private uint _lastAttempt;
    private int _threads = 1;
    private int _faults;
    private int _losses;

    /// <summary>The most tasks that may be held now.</summary>
    public int Capacity
    {
        get
        {
            lock (_gate) return (BatchesAThread + 1) * Math.Max(_threads, 1) * _sizer.Size;
        }
    }

    /// <summary>Works for a run from now on.</summary>
    public void Join(PoolRun run)
    {
        lock (_gate)
        {
            (_run, _faults, _losses) = (run, 0, 0);
            Fill();
        }
    }

    /// <summary>Gives up the batches of the run, here and on the cluster.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _run = null;
            if (_batches.Count == 0) return;
            _batches.Clear();
            _connection?.Send(BridgeFrame.Cancel, 0, null);
        }
    }

    /// <summary>Sends over a new connection from now on.</summary>
    public void Open(BridgeConnection connection, int threads)
    {
        lock (_gate)
        {
            (_connection, _threads) = (connection, threads);
            Fill();
        }
    }

    /// <summary>The connection is gone: what was on the cluster goes back to the run. Says whether a run still needs a connection.</summary>
    public bool Close()
    {
        lock (_gate)
        {
            _connection = null;
            // The oldest last, so that it comes first.
            foreach (var (_, tasks) in _batches.OrderByDescending(batch => batch.Key)) _run?.Settle(tasks, null);
            _batches.Clear();
            if (_run is null || ++_losses < MostLosses) return _run is not null;
        }
        Fail(new OutsideException("dask_failed", $"The connection to Dask was lost {MostLosses} times in a row before anything was answered.", retryable: true));
        return false;
    }

    /// <summary>Ends the run with a fault.</summary>
    public void Fail(ModelOpsException fault)
    {
        PoolRun? run;
        lock (_gate) run = _run;
        run?.Fail(fault);
    }

    /// <summary>Sends batches while tasks wait and the cluster has room.</summary>
    public void Fill()
    {
        lock (_gate)
        {
            if (_connection is null || _run is null) return;
            while (_batches.Count < BatchesAThread * _threads && Collect(_run) is { } tasks)
            {
                _batches.Add(++_lastAttempt, tasks);
                _connection.Send(BridgeFrame.Batch, _lastAttempt, _frames);
            }
        }
    }

    /// <summary>Takes in a frame of the bridge; false if it is the last, and why.</summary>
    /// <exception cref="CorruptDataException">It makes no sense.</exception>
    public bool Take(Frame frame, out string? fault)
    {
        fault = null;
        switch ((BridgeFrame)frame.Type)
        {
            case BridgeFrame.Done:
                if (Remove(frame.Id) is { } answered) Settle(answered, BatchAnswer.Read(frame.Payload));
                break;
            case BridgeFrame.Lost:
                if (Remove(frame.Id) is { } lost) Settle(lost, ProtocolJson.Read(frame.Payload.Span, DaskJson.Default.LostBatch));
                break;
            case BridgeFrame.Threads:
                lock (_gate) _threads = (int)frame.Id;
                break;
            case BridgeFrame.Ended:
                fault = ProtocolJson.Read(frame.Payload.Span, DaskJson.Default.BridgeFault).Message;
                return false;
            default:
                throw new CorruptDataException("worker_protocol", $"The bridge sent a frame of type {(byte)frame.Type}.");
        }
        Fill();
        return true;
    }

    // An attempt that is not known any more was given up, or is answered already.
    private List<PendingTask>? Remove(uint attempt)
    {
        lock (_gate) return _batches.Remove(attempt, out var tasks) ? tasks : null;
    }

    private List<PendingTask>? Collect(PoolRun run)
    {
        // What would only wait behind others waits here, where it becomes a larger batch.
        if (_batches.Count >= _threads && run.ReadyCount < _sizer.Size / 2) return null;
        var most = _sizer.Share(run.ReadyCount, _threads);
        List<PendingTask>? tasks = null;
        _frames.Clear();
        while ((tasks is null || (tasks.Count < most && _frames.Length < options.Simulations.WindowBytes)) && run.TryTake(out var task))
        {
            (tasks ??= []).Add(task);
            Append(task.Task, (uint)tasks.Count);
            if (task.IsSuspect) break;
        }
        return tasks;
    }

    private void Append(SimulationTask task, uint number)
    {
        var parameters = task.Parameters.Canonical;
        var payload = _frames.Append(FrameType.Task, number, sizeof(ulong) + Encoding.UTF8.GetByteCount(parameters));
        BinaryPrimitives.WriteUInt64LittleEndian(payload, task.Seed);
        Encoding.UTF8.GetBytes(parameters, payload[sizeof(ulong)..]);
    }

    private void Settle(List<PendingTask> tasks, BatchAnswer answer)
    {
        PoolRun? run;
        lock (_gate)
        {
            run = _run;
            _sizer.Measure(answer.Answered, answer.Duration);
        }
        if (run is null) return;
        if (answer.Answered > tasks.Count) throw new CorruptDataException("worker_protocol", "A batch has more answers than tasks.");
        run.Deliver(Outcomes(tasks, answer));
        var left = tasks[answer.Answered..];
        if (answer.Answered > 0) (_faults, _losses) = (0, 0);
        switch (answer.End)
        {
            case BatchEnd.ChildLost when left.Count > 0:
                Blame(run, left, answer.Detail.ToLoss(options.Simulations.MemoryBytes), answer.Detail);
                break;
            case BatchEnd.Refused:
                run.Settle(left, null);
                Refuse(run, answer.Detail);
                break;
            default:
                run.Settle(left, null);
                break;
        }
    }

    private List<SimulationOutcome> Outcomes(List<PendingTask> tasks, BatchAnswer answer)
    {
        var outcomes = new List<SimulationOutcome>(answer.Answered);
        var at = 0;
        for (var i = 0; i < answer.Answered; i++)
            outcomes.Add(TaskAnswer.Read(answer.Next(ref at), tasks[i], _templates));
        return outcomes;
    }

    private void Blame(PoolRun run, List<PendingTask> left, Loss loss, BatchDetail detail)
    {
        options.Simulations.WorkerLost?.Invoke(new(detail.Pid, loss.Reason, left[0].Task, detail.Errors));
        run.Settle(left, loss.Judge(left[0], options.Simulations));
    }

    // A worker that joined later may be of another platform; that it did is a fault of the cluster, and no task may run there.
    private void Refuse(PoolRun run, BatchDetail detail)
    {
        if (detail.Kind == "platform")
        {
            run.Fail(new OutsideException(
                "dask_platforms_differ",
                $"A worker on {detail.Message} is another platform than the run began on: {string.Join(", ", (detail.Facts ?? []).Select(fact => $"{fact.Key} {fact.Value}"))}.",
                "Give all workers the same image, on machines of one processor class."));
            return;
        }
        if (++_faults >= MostFaults) run.Fail(new OutsideException("worker_not_started", $"{entrypoint} can't run on the cluster: {detail.Message}", retryable: true));
    }

    // Which of several tasks killed the Dask worker can't be known: each has its next turn alone.
    private void Settle(List<PendingTask> tasks, LostBatch lost)
    {
        PoolRun? run;
        lock (_gate) run = _run;
        if (run is null) return;
        if (lost.KilledWorker && tasks is [var culprit])
        {
            run.Settle(tasks, lost.GiveUp(culprit));
            return;
        }
        foreach (var task in tasks) task.IsSuspect |= lost.KilledWorker;
        run.Settle(tasks, null);
        if (!lost.KilledWorker && ++_faults >= MostFaults) run.Fail(new OutsideException("dask_failed", $"Dask can't run {entrypoint}: {lost.Message}", retryable: true));
    }
}
