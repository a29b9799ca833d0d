namespace ModelOps.Adaptive.Running;

/// <summary>Settings of one runner. None changes a result.</summary>
/// <param name="Runner">The runner's name, unique among those of a study.</param>
/// <param name="Time">The clock.</param>
public sealed record RunnerOptions(string Runner, TimeProvider Time)
{
    /// <summary>How many simulations may be handed to the engine and unanswered before no further trial is leased. Default 256.</summary>
    public int MaxOutstanding { get; init; } = 256;

    /// <summary>
    /// How many simulations the engine runs at once, where other runners share the study: slow ones are then left to them beyond that.
    /// Default <see langword="null"/>: this is the only runner.
    /// </summary>
    public int? Parallel { get; init; }

    /// <summary>How often leases are renewed and requests to cancel looked for. Default 1 s.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how long an unanswered simulation is handed to the engine again. Default: never, an engine answers every task.
    /// </summary>
    public TimeSpan? AnswerWithin { get; init; }

    /// <summary>Asked at every tick; true cancels the study.</summary>
    public Func<bool> CancelRequested { get; init; } = () => false;

    /// <summary>
    /// Once cancelled the runner starts nothing more, commits the simulations that run, gives its leases back and returns. Default: never.
    /// </summary>
    public CancellationToken Drain { get; init; } = CancellationToken.None;

    /// <summary>Told after every commit.</summary>
    public IProgress<StudyProgress>? Progress { get; init; }
}
