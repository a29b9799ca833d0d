using ModelOps.Adaptive.Studies;
using ModelOps.Durability.Logs;

namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>
/// The events of a study: the last ones from memory, since runners follow them, and those before from the journal, whose positions are
/// their numbers. The caller guards it.
/// </summary>
internal sealed class RecentEvents(SegmentedLog journal)
{
    private const int Kept = 2048;

    private readonly List<StudyEvent> _recent = [];
    private int _forgotten;

    /// <summary>How many events there are.</summary>
    public int Count => _forgotten + _recent.Count;

    /// <summary>Adds the next one; what is behind the journal's durable end is always among the last.</summary>
    public void Add(StudyEvent next)
    {
        _recent.Add(next);
        if (_recent.Count < 2 * Kept || journal.DurableCount < _forgotten + Kept) return;
        _recent.RemoveRange(0, Kept);
        _forgotten += Kept;
    }

    /// <summary>The next events behind the first so many: not all of them where they are read from the journal.</summary>
    public IReadOnlyList<StudyEvent> After(int count)
    {
        if (count >= _forgotten) return _recent.GetRange(count - _forgotten, Count - count);
        return [.. journal.Read(count).Take(Math.Min(Kept, _forgotten - count)).Select(StudyFolder.Decode)];
    }
}
