using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;

namespace ModelOps.Adaptive.Records;

/// <summary>The trials of a recorded study in the order of their numbers, read as often as they are asked for.</summary>
/// <param name="Header">What the study is.</param>
/// <param name="Read">Reads them once; where they come from a folder only those in work are in memory.</param>
/// <param name="Sum">Gives the sums of the study; where it comes from a folder without the trials that are done with.</param>
public sealed record RecordedTrials(StudyHeader Header, Func<IEnumerable<Trial>> Read, Func<StudyState> Sum)
{
    /// <summary>Those of a study that is in memory.</summary>
    public static RecordedTrials Of(StudyState state) => new(state.Header, () => state.Trials, () => state);

    /// <summary>Those of a run's folder, as they were when this was called; another process may be writing.</summary>
    /// <exception cref="Contracts.Errors.NotFoundException">Code <c>run_not_found</c>.</exception>
    /// <exception cref="Contracts.Errors.CorruptDataException">The journal is not what was written.</exception>
    public static RecordedTrials In(string folder)
    {
        var (header, events) = StudyFolder.ReadEvents(folder);
        return new(header, () => TrialStream.Of(header, events), () => TrialStream.SumOf(header, events));
    }
}
