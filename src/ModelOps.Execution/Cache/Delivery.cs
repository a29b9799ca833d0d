using System.Threading.Channels;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Cache;

/// <summary>Outcomes on their way to the caller, from what was run and from what was found.</summary>
internal sealed class Delivery : IDisposable
{
    // A large outcome is waited for, so that at most 64 MiB wait, and two large ones: one from either side.
    private const int WaitingOutcomes = 64;
    private const long LargeBytes = 1 << 20;

    private readonly Channel<SimulationOutcome> _outcomes = Channel.CreateBounded<SimulationOutcome>(WaitingOutcomes);
    private readonly SemaphoreSlim _largeTaken = new(0);

    /// <summary>Hands an outcome over; returns when there is room for another.</summary>
    public async ValueTask PutAsync(SimulationOutcome outcome, CancellationToken cancellationToken)
    {
        await _outcomes.Writer.WriteAsync(outcome, cancellationToken);
        if (IsLarge(outcome)) await _largeTaken.WaitAsync(cancellationToken);
    }

    /// <summary>No more will come.</summary>
    public void End() => _outcomes.Writer.TryComplete();

    /// <summary>The outcomes as they come, until the end.</summary>
    public IAsyncEnumerable<SimulationOutcome> TakeAsync(CancellationToken cancellationToken) => _outcomes.Reader.ReadAllAsync(cancellationToken);

    /// <summary>The caller is done with an outcome.</summary>
    public void Taken(SimulationOutcome outcome)
    {
        if (IsLarge(outcome)) _largeTaken.Release();
    }

    /// <inheritdoc />
    public void Dispose() => _largeTaken.Dispose();

    private static bool IsLarge(SimulationOutcome outcome)
    {
        long bytes = 0;
        foreach (var table in outcome.Tables.Values) bytes += table.Length;
        return bytes > LargeBytes;
    }
}
