using ModelOps.Durability.Content;
using ModelOps.Durability.Logs;

namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>The journal of a run's folder while a study is read from it: closed again when disposed, unless a store has taken it.</summary>
internal sealed class OpenedJournal(string folder) : IDisposable
{
    private bool _taken;

    /// <summary>The journal.</summary>
    public SegmentedLog Log { get; } = SegmentedLog.Open(StudyFolder.JournalOf(folder), new() { Purpose = $"Run '{Path.GetFileName(folder)}'" });

    /// <summary>Opens the tables too and hands both to a store, which closes them from now on.</summary>
    public (SegmentedLog Journal, ContentStore Tables) Take()
    {
        var tables = ContentStore.Open(StudyFolder.TablesOf(folder));
        _taken = true;
        return (Log, tables);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_taken) Log.Dispose();
    }
}
