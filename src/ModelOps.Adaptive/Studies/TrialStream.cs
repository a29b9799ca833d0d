using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Studies;

/// <summary>A study read from its events without keeping it: only the trials in work are in memory.</summary>
public static class TrialStream
{
    /// <summary>
    /// The trials in the order of their numbers, each with all that the events say of it; of a first part not its second part, which comes later.
    /// </summary>
    /// <param name="header">The study.</param>
    /// <param name="events">Its events behind the first one.</param>
    /// <exception cref="CorruptDataException">Code <c>corrupt_study</c>: the events do not fit together.</exception>
    public static IEnumerable<Trial> Of(StudyHeader header, IEnumerable<StudyEvent> events)
    {
        var state = new StudyState(header);
        var given = 0;
        foreach (var next in events)
        {
            state.Apply(next);
            for (; given < state.TerminalTrials; given++) yield return state.Trials[given];
            state.Forget(state.TerminalRounds);
        }
        for (; given < state.Trials.Count; given++) yield return state.Trials[given];
    }

    /// <summary>The sums of the study, which has forgotten the trials that are done with.</summary>
    /// <inheritdoc cref="Of" path="/param" />
    /// <inheritdoc cref="Of" path="/exception" />
    public static StudyState SumOf(StudyHeader header, IEnumerable<StudyEvent> events)
    {
        var state = new StudyState(header);
        foreach (var next in events)
        {
            state.Apply(next);
            state.Forget(state.TerminalRounds);
        }
        return state;
    }
}
