using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
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
        if (!RecordedPosterior.IsSampled(state.Header))
        {
            var path = state.Header.Spec["algorithm"]!["adapter_path"]!.GetValue<string>();
            throw new InvalidInputException("no_posterior", $"Run '{state.Header.Run}' is by '{path}', which gives no posterior sample.", "Use 'builtin:abc_smc'.");
        }
        var sample = await RecordedPosterior.OfAsync(state, cancellationToken);
        if (sample.Count == 0) throw new InvalidInputException("no_posterior", $"Run '{state.Header.Run}' has no complete population yet.");
        List<ParameterSet> sets = [.. sample.Select(point => point.Parameters)];
        return new(
        [
            ColumnFactory.Numbers<double>("weight", [.. sample.Select(point => point.Weight)]),
            ColumnFactory.Numbers<double>("distance", [.. sample.Select(point => point.Distance)]),
            .. ParameterKinds.Of(sets).Columns(sets),
        ]);
    }
}
