namespace ModelOps.Execution.Dask;

/// <summary>How many tasks make a batch of the right duration. Pure: what was measured goes in, a size comes out.</summary>
/// <param name="duration">How long a batch is to last.</param>
internal sealed class BatchSizer(TimeSpan duration)
{
    // Of tasks as short as this most of the time is ours anyway; more of them would only take memory.
    private const int Most = 1 << 12;
    private const int Growth = 4;
    private const int LeastShare = 10;
    private const double Smoothing = 0.3;

    private double _secondsATask = double.PositiveInfinity;

    /// <summary>How many tasks last as long as a batch is to; 1 until the first is measured.</summary>
    public int Size { get; private set; } = 1;

    /// <summary>Takes in how long the answered tasks of a batch took.</summary>
    public void Measure(int answered, TimeSpan took)
    {
        if (answered == 0) return;
        var seconds = took.TotalSeconds / answered;
        _secondsATask = double.IsInfinity(_secondsATask) ? seconds : _secondsATask + Smoothing * (seconds - _secondsATask);
        var fitting = duration.TotalSeconds / Math.Max(_secondsATask, 1e-7);
        // One quick task must not make the next batch one of thousands.
        Size = (int)Math.Clamp(fitting, 1, Math.Min(Most, Math.Max(Size, answered * Growth)));
    }

    /// <summary>How many of the waiting tasks go into the next batch: when few are left, all threads are to have some.</summary>
    public int Share(int waiting, int threads) => Math.Clamp(waiting / (2 * Math.Max(threads, 1)), Math.Max(1, Size / LeastShare), Size);
}
