using ModelOps.Adaptive.Running;

namespace ModelOps.Adaptive.Launching;

/// <summary>How a prepared study is run.</summary>
/// <param name="Existing">What becomes of an unfinished run.</param>
/// <param name="Progress">Told after every commit.</param>
/// <param name="Note">Told, in a sentence, of what a user should know.</param>
public sealed record LaunchOptions(ExistingRun Existing, IProgress<StudyProgress>? Progress, Action<string> Note)
{
    /// <summary>Called once everything is prepared and the study begins to run.</summary>
    public Action Running { get; init; } = () => { };

    /// <summary>See <see cref="RunnerOptions.Drain"/>.</summary>
    public CancellationToken Drain { get; init; } = CancellationToken.None;
}
