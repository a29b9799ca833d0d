using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;

namespace ModelOps.Adaptive.Export;

/// <summary>
/// The weighted posterior sample of a study by <c>builtin:abc_smc</c>, one row a particle of the last complete population: weight,
/// distance and <c>param_*</c> by name. It is no record of its own: the search is replayed.
/// </summary>
public static class PosteriorTable
{
    /// <summary>The table.</summary>
    /// <exception cref="InvalidInputException">Code <c>no_posterior</c>: another algorithm, or no population is complete yet.</exception>
    /// <exception cref="ConflictException">Code <c>not_deterministic</c>: this version searches otherwise than the one that ran the study.</exception>
    public static async Task<ArrowTable> OfAsync(StudyState state, CancellationToken cancellationToken)
    {
        var algorithm = ResolvedSpec.AlgorithmOf(state.Header.Spec);
        if (algorithm.Builtin != "abc_smc")
            throw new InvalidInputException("no_posterior", $"Run '{state.Header.Run}' is by '{algorithm.AdapterPath}', which gives no posterior sample.", "Use 'builtin:abc_smc'.");
        var search = algorithm.CreateBuiltin(algorithm.Builtin, ResolvedSpec.SpaceOf(state.Header.Spec));
        await using var replayed = new BuiltinAskTell(search);
        await new Proposer(replayed, algorithm.Rules).TellTheRestAsync(state, cancellationToken);
        var sample = search.Posterior;
        if (sample.Count == 0) throw new InvalidInputException("no_posterior", $"Run '{state.Header.Run}' has no complete population yet.");
        return new(
        [
            ColumnFactory.Numbers<double>("weight", [.. sample.Select(point => point.Weight)]),
            ColumnFactory.Numbers<double>("distance", [.. sample.Select(point => point.Distance)]),
            .. ParameterColumns.Of([.. sample.Select(point => point.Parameters)]),
        ]);
    }
}
