using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Running;

/// <summary>A runner's own copy of a study's state, folded from the store's events.</summary>
internal sealed class StudyView(IStudyStore store)
{
    private int _read = 1;

    /// <summary>The state as of the last <see cref="SyncAsync"/>.</summary>
    public StudyState State { get; } = new(store.Header);

    /// <summary>Folds what has happened since.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        var events = await store.ReadAsync(_read, cancellationToken);
        foreach (var next in events) State.Apply(next);
        _read += events.Count;
    }
}
