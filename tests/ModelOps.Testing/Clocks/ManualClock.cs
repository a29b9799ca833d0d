namespace ModelOps.Testing.Clocks;

/// <summary>A clock that stands still until a test advances it. Its timers fire inside <see cref="Advance"/>. Safe for several threads.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private long _ticks;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Whether anything waits for the time to come.</summary>
    public bool HasTimers
    {
        get
        {
            lock (_gate) return _timers.Count > 0;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    /// <summary>Moves the time on and fires what is due, each timer once at most.</summary>
    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _ticks += by.Ticks;
            due = _timers.Where(timer => timer.TakeIfDue(_ticks)).ToList();
        }
        foreach (var timer in due) timer.Fire();
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_gate) _timers.Add(timer);
        return timer;
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_gate) _timers.Remove(timer);
    }
}
