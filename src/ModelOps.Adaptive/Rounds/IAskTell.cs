using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Rounds;

/// <summary>
/// An algorithm in the order of the rounds. It must be deterministic: the same calls give the same answers, in any process.
/// </summary>
public interface IAskTell : IAsyncDisposable
{
    /// <summary>Proposes at most <paramref name="count"/> trials for a round; empty means nothing before more is told.</summary>
    Task<IReadOnlyList<ParameterSet>> AskAsync(int round, int count, CancellationToken cancellationToken);

    /// <summary>Tells the results of a round, in trial order.</summary>
    Task TellAsync(IReadOnlyList<TrialResult> results, CancellationToken cancellationToken);

    /// <summary>Whether no further proposal will come.</summary>
    Task<bool> FinishedAsync(CancellationToken cancellationToken);
}
