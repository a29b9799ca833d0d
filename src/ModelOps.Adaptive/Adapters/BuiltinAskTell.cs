using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Search;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Adapters;

/// <summary>A built-in search in the order of the rounds.</summary>
public sealed class BuiltinAskTell(ISearch search) : IAskTell
{
    /// <inheritdoc />
    public Task<IReadOnlyList<ParameterSet>> AskAsync(int round, int count, CancellationToken cancellationToken) => Task.FromResult(search.Ask(round, count));

    /// <inheritdoc />
    public Task TellAsync(IReadOnlyList<TrialResult> results, CancellationToken cancellationToken)
    {
        search.Tell(results);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<bool> FinishedAsync(CancellationToken cancellationToken) => Task.FromResult(search.Finished);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
