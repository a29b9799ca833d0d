using System.Threading.Channels;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Pool;

/// <summary>
/// One stream of tasks on its way through the pool: what was read and not yet sent, and what was answered and not yet taken by the
/// caller. Safe for many threads.
/// </summary>
internal sealed class PoolRun(long maximumResultBytes)
{
    private readonly object _gate = new();
    private readonly LinkedList<PendingTask> _ready = new();
    // Holds one signal, however often it is given.
    private readonly Channel<bool> _released = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<IReadOnlyList<SimulationOutcome>> _outcomes =
        Channel.CreateUnbounded<IReadOnlyList<SimulationOutcome>>(new() { SingleReader = true });

    private int _held;
    private int _unanswered;
    private long _waitingBytes;
    private bool _sourceEnded;
    private bool _stopped;

    /// <summary>Outcomes in batches, until all tasks are answered; its end carries the fault if the run failed.</summary>
    public ChannelReader<IReadOnlyList<SimulationOutcome>> Outcomes => _outcomes.Reader;

    /// <summary>Whether tasks wait to be sent.</summary>
    public bool HasReady
    {
        get
        {
            lock (_gate) return _ready.Count > 0;
        }
    }

    /// <summary>How many tasks wait to be sent.</summary>
    public int ReadyCount
    {
        get
        {
            lock (_gate) return _ready.Count;
        }
    }

    /// <summary>Whether fewer tasks than <paramref name="capacity"/> are held: read, and their outcome not yet taken.</summary>
    public bool HasRoom(int capacity)
    {
        lock (_gate) return _held < capacity;
    }

    /// <summary>Completes once outcomes were taken, or the windows may have grown, since the last time.</summary>
    public async Task ReleasedAsync(CancellationToken cancellationToken) => await _released.Reader.ReadAsync(cancellationToken);

    /// <summary>Takes in a task of the stream.</summary>
    public void Add(SimulationTask task)
    {
        lock (_gate)
        {
            _ready.AddLast(new PendingTask(task));
            _held++;
            _unanswered++;
        }
    }

    /// <summary>The next task to send, if any.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PendingTask? task)
    {
        lock (_gate)
        {
            task = _ready.First?.Value;
            if (task is null) return false;
            _ready.RemoveFirst();
            return true;
        }
    }

    /// <summary>
    /// Takes over what a lost worker left, oldest first: the first of them has the outcome if there is one, the others go back in front
    /// of those that were never sent.
    /// </summary>
    public void Settle(List<PendingTask> left, SimulationOutcome? outcome)
    {
        lock (_gate)
        {
            if (_stopped) return;
            for (var i = left.Count - 1; i >= (outcome is null ? 0 : 1); i--) _ready.AddFirst(left[i]);
        }
        if (outcome is not null) Deliver([outcome]);
    }

    /// <summary>Hands outcomes to the caller, after waiting until it has taken enough of the earlier ones.</summary>
    public void Deliver(List<SimulationOutcome> outcomes)
    {
        if (outcomes.Count == 0) return;
        lock (_gate)
        {
            while (_waitingBytes > maximumResultBytes && !_stopped) Monitor.Wait(_gate);
            if (_stopped) return;
            _waitingBytes += Bytes(outcomes);
            _unanswered -= outcomes.Count;
            _outcomes.Writer.TryWrite(outcomes);
            CompleteIfDone();
        }
        _released.Writer.TryWrite(true);
    }

    /// <summary>The caller has taken a batch.</summary>
    public void Taken(IReadOnlyList<SimulationOutcome> outcomes)
    {
        lock (_gate)
        {
            _held -= outcomes.Count;
            _waitingBytes -= Bytes(outcomes);
            Monitor.PulseAll(_gate);
        }
        _released.Writer.TryWrite(true);
    }

    /// <summary>No more tasks will come.</summary>
    public void EndSource()
    {
        lock (_gate)
        {
            _sourceEnded = true;
            CompleteIfDone();
        }
    }

    /// <summary>Ends the run with a fault that its caller meets after the outcomes that are there already.</summary>
    public void Fail(Exception fault)
    {
        Stop();
        _outcomes.Writer.TryComplete(fault);
    }

    /// <summary>Ends the run: nothing more is sent or delivered.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            _ready.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    private static long Bytes(IReadOnlyList<SimulationOutcome> outcomes)
    {
        long bytes = 0;
        foreach (var outcome in outcomes)
        {
            foreach (var table in outcome.Tables.Values) bytes += table.Length;
        }
        return bytes;
    }

    private void CompleteIfDone()
    {
        if (_sourceEnded && _unanswered == 0) _outcomes.Writer.TryComplete();
    }
}
