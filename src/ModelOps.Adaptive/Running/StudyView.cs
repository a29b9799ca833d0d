using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Running;

/// <summary>A runner's own copy of a study's state, folded from the store's events.</summary>
internal sealed class StudyView(IStudyStore store)
{
    private int _read = 1;

    /// <summary>The state as of the last synchronisation.</summary>
    public StudyState State { get; } = new(store.Header);

    /// <summary>The replicate indices that its rounds used.</summary>
    public UsedReplicates Used { get; } = new();

    /// <summary>Folds all that has happened since.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        while (await SyncSomeAsync(cancellationToken))
        {
        }
    }

    /// <summary>Folds the next of what has happened since, as much as the store gives at once; false if nothing has.</summary>
    public async Task<bool> SyncSomeAsync(CancellationToken cancellationToken)
    {
        var events = await store.ReadAsync(_read, cancellationToken);
        foreach (var next in events)
        {
            State.Apply(next);
            if (next is StudyEvent.RoundAppended round) Used.Add(round);
        }
        _read += events.Count;
        return events.Count > 0;
    }
}
