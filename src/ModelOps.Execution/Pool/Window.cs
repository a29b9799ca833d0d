namespace ModelOps.Execution.Pool;

/// <summary>
/// The tasks that a worker was sent and has not answered, oldest first: the oldest is the one that it runs. Pure: numbers are given
/// out in order from 1 for each worker process, and answers must come in that order.
/// </summary>
internal sealed class Window(int maximumTasks, int maximumBytes)
{
    // A window of this much work keeps a worker busy while the host is late; one of less would let it idle between tasks, one of
    // more would hold tasks back from idle workers at the end of a run.
    private const double AheadSeconds = 0.02;
    private const double Smoothing = 0.2;

    private readonly Queue<(PendingTask Task, int Bytes)> _sent = new();
    private uint _lastSent;
    private uint _lastAnswered;
    private int _bytes;
    private double _secondsATask = double.PositiveInfinity;

    /// <summary>How many tasks are in flight.</summary>
    public int Count => _sent.Count;

    /// <summary>How many tasks may be in flight: 1 until the first answer, then as many as run in 20 ms, and one more.</summary>
    public int Size { get; private set; } = 1;

    /// <summary>Whether one more task may be sent.</summary>
    public bool HasRoom => _sent.Count == 0 || (_sent.Count < Size && _bytes < maximumBytes);

    /// <summary>The number of the task that runs; meaningful while any is in flight.</summary>
    public uint Head => _lastAnswered + 1;

    /// <summary>The last task that was answered.</summary>
    public PendingTask? LastAnswered { get; private set; }

    /// <summary>Puts a task in flight and gives its number.</summary>
    public uint Send(PendingTask task, int bytes)
    {
        _sent.Enqueue((task, bytes));
        _bytes += bytes;
        return ++_lastSent;
    }

    /// <summary>Takes the answer with a number: the task it is for, or null and what is wrong with it.</summary>
    public PendingTask? Answer(uint number, TimeSpan duration, out string? fault)
    {
        fault = Fault(number);
        if (fault is not null) return null;
        var (task, bytes) = _sent.Dequeue();
        _lastAnswered = number;
        _bytes -= bytes;
        LastAnswered = task;
        Measure(duration.TotalSeconds);
        return task;
    }

    /// <summary>Whether a number is that of a task that this worker answered.</summary>
    public bool WasAnswered(uint number) => number > 0 && number <= _lastAnswered;

    /// <summary>Takes all that is in flight, oldest first, for the worker is gone; the numbers start again.</summary>
    public List<PendingTask> Clear()
    {
        var tasks = _sent.Select(entry => entry.Task).ToList();
        _sent.Clear();
        (_lastSent, _lastAnswered, _bytes, LastAnswered) = (0, 0, 0, null);
        return tasks;
    }

    private string? Fault(uint number)
    {
        if (_sent.Count > 0 && number == Head) return null;
        if (number == 0 || number > _lastSent) return $"it answered task {number}, which it was never sent";
        return number <= _lastAnswered ? $"it answered task {number} twice" : $"it answered task {number} before task {Head}";
    }

    private void Measure(double seconds)
    {
        _secondsATask = double.IsInfinity(_secondsATask) ? seconds : _secondsATask + Smoothing * (seconds - _secondsATask);
        var ahead = _secondsATask >= AheadSeconds ? 0 : AheadSeconds / Math.Max(_secondsATask, 1e-6);
        Size = (int)Math.Min(1 + ahead, maximumTasks);
    }
}
