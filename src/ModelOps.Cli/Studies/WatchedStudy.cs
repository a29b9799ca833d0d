using ModelOps.Adaptive.Studies;

namespace ModelOps.Cli.Studies;

/// <summary>A study at one look of its watcher.</summary>
/// <param name="State">The study.</param>
/// <param name="Simulations">How many simulations have a result.</param>
/// <param name="First">The first look, which rates are counted from; <see langword="null"/> if this is it.</param>
/// <param name="Time">Since the watching began.</param>
/// <param name="Unchanged">For how long nothing has changed.</param>
internal sealed record WatchedStudy(StudyState State, long Simulations, WatchedStudy? First, TimeSpan Time, TimeSpan Unchanged)
{
    /// <summary>Trials that there can be at most; <see langword="null"/> without a limit.</summary>
    public long? MaxTrials => State.Header.Spec["algorithm"]?["max_trials"]?.GetValue<long>();

    /// <summary>How many trials had a result when the watching began.</summary>
    public int TrialsBefore => First?.State.ToldTrials ?? State.ToldTrials;
}
