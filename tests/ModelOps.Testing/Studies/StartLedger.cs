using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Testing.Studies;

/// <summary>Watches over engines on one store: counts starts, and notes each of a simulation whose result the store had acknowledged.</summary>
public sealed class StartLedger(IStudyStore store) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly StudyState _state = new(store.Header);
    private int _read = 1;

    /// <summary>How many simulations were started.</summary>
    public int Starts { get; private set; }

    /// <summary>The simulations that were started although their result was acknowledged.</summary>
    public List<string> Needless { get; } = [];

    /// <summary>To be called just before each start.</summary>
    public async Task StartingAsync(SimulationTask task)
    {
        await _one.WaitAsync();
        try
        {
            var events = await store.ReadAsync(_read, CancellationToken.None);
            foreach (var next in events) _state.Apply(next);
            _read += events.Count;
            Starts++;
            if (IsRecorded(task)) Needless.Add($"{task.Parameters.Canonical} with seed {task.Seed}");
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private bool IsRecorded(SimulationTask task) => _state.Trials.Any(trial =>
        trial.Parameters.Equals(task.Parameters)
        && trial.Seeds.Index().Any(seed => seed.Item == task.Seed && trial.Replicates[seed.Index] is not null));
}
