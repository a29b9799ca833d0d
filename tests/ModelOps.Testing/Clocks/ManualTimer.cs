namespace ModelOps.Testing.Clocks;

/// <summary>A timer of a <see cref="ManualClock"/>.</summary>
internal sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
{
    private long _due = long.MaxValue;
    private long _period;

    public void Fire() => fire();

    /// <summary>Whether the timer is due at a time; if so it is set to its next.</summary>
    public bool TakeIfDue(long now)
    {
        if (Interlocked.Read(ref _due) > now) return false;
        Interlocked.Exchange(ref _due, _period > 0 ? now + _period : long.MaxValue);
        return true;
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
        Interlocked.Exchange(ref _due, dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks);
        return true;
    }

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
