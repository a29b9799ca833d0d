namespace ModelOps.Cli.Tests.Output;

/// <summary>A timer of <see cref="ManualTime"/>.</summary>
internal sealed class ManualTimer(Action fire, TimeSpan due, TimeSpan period) : ITimer
{
    /// <summary>When it fires next.</summary>
    public TimeSpan Due { get; private set; } = due;

    /// <summary>Fires and waits for the next period.</summary>
    public void Fire()
    {
        Due += period;
        fire();
    }

    /// <inheritdoc />
    public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

    /// <inheritdoc />
    public void Dispose() => Due = TimeSpan.MaxValue;

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
