namespace ModelOps.Adaptive.Running;

/// <summary>
/// How many simulations a runner holds at once: as many as it runs at once when they are slow, so that other runners find trials, and
/// more when they are fast, so that asking for trials does not hold it up: what it works on in a fortieth of a second, which is
/// several times what it takes to lease and commit.
/// </summary>
internal sealed class LeasePace(RunnerOptions options)
{
    private const double Weight = 0.2;

    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(25);

    private double? _meanSeconds;

    /// <summary>The number.</summary>
    public int Limit
    {
        get
        {
            if (options.Parallel is not { } parallel) return options.MaxOutstanding;
            if (_meanSeconds is not { } seconds) return Math.Min(parallel, options.MaxOutstanding);
            return (int)Math.Clamp(parallel * Ahead.TotalSeconds / Math.Max(seconds, 1e-6), Math.Min(parallel, options.MaxOutstanding), options.MaxOutstanding);
        }
    }

    /// <summary>Takes note of how long a simulation took.</summary>
    public void Took(TimeSpan duration) =>
        _meanSeconds = _meanSeconds is { } mean ? mean + (Weight * (duration.TotalSeconds - mean)) : duration.TotalSeconds;
}
