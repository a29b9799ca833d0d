using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// A search as a deterministic state machine: the same calls give the same answers, bit for bit, on every platform, so that an
/// interrupted study is resumed by repeating them. Not safe for concurrent calls.
/// </summary>
public interface ISearch
{
    /// <summary>Proposes the trials of a round.</summary>
    /// <param name="round">The round, from 0; rises from call to call, since the random numbers of a round depend on it alone and the seed.</param>
    /// <param name="count">How many trials the round has room for, at least 1.</param>
    /// <returns>At most <paramref name="count"/> proposals: fewer is a shorter round; none means finished, or nothing before more is told.</returns>
    IReadOnlyList<ParameterSet> Ask(int round, int count);

    /// <summary>Receives results in trial order, each trial once; may come in any portions, also after <see cref="Finished"/>.</summary>
    void Tell(IReadOnlyList<TrialResult> results);

    /// <summary>
    /// Receives results of trials that it did not ask, in trial order, before those of its own rounds; a search that can start from
    /// them does.
    /// </summary>
    void Learn(IReadOnlyList<TrialResult> results)
    {
        // Most learn only from what they asked.
    }

    /// <summary>The weighted sample of a search that samples rather than minimises; empty for the others, and before there is one.</summary>
    IReadOnlyList<WeightedPoint> Posterior => [];

    /// <summary>True once no further proposal will come.</summary>
    bool Finished { get; }
}
