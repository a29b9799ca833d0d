using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Records;

/// <summary>The weighted posterior sample of a recorded study. It is no record of its own: the search is replayed.</summary>
public static class RecordedPosterior
{
    private const string Sampler = "abc_smc";

    /// <summary>Whether the study's algorithm samples rather than minimises.</summary>
    public static bool IsSampled(StudyHeader header) =>
        header.Spec["algorithm"]?["adapter_path"]?.GetValue<string>() == AlgorithmSpec.BuiltinPrefix + Sampler;

    /// <summary>The last complete population; empty for other algorithms, and where none is complete yet.</summary>
    /// <exception cref="Contracts.Errors.ConflictException">Code <c>not_deterministic</c>: this version searches otherwise than the one that ran the study.</exception>
    public static async Task<IReadOnlyList<WeightedPoint>> OfAsync(StudyState state, CancellationToken cancellationToken)
    {
        if (!IsSampled(state.Header)) return [];
        var algorithm = ResolvedSpec.AlgorithmOf(state.Header.Spec);
        var search = algorithm.CreateBuiltin(Sampler, ResolvedSpec.SpaceOf(state.Header.Spec));
        await using var replayed = new BuiltinAskTell(search);
        await new Proposer(replayed, algorithm.Rules).TellTheRestAsync(state, cancellationToken);
        return search.Posterior;
    }
}
