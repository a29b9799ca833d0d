using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Trials;

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

    /// <summary>The trials that the points of a sample were, in its order.</summary>
    /// <param name="state">The study.</param>
    /// <param name="sample">Its sample.</param>
    public static IReadOnlyList<WeightedTrial> TrialsOf(StudyState state, IReadOnlyList<WeightedPoint> sample)
    {
        // A point of choices and integers may be drawn twice, and a model without chance then gives the same distance again.
        var trials = state.Trials.Where(trial => trial.Result is { Status: TrialStatus.Completed })
            .GroupBy(trial => (trial.Parameters.Id, trial.Result!.Loss))
            .ToDictionary(group => group.Key, group => new Queue<Trial>(group.Reverse()));
        return [.. sample.Select(point => new WeightedTrial(trials[(point.Parameters.Id, point.Distance)].Dequeue(), point.Weight))];
    }
}
