using System.Globalization;
using System.Numerics;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;
using ModelOps.Tables.Columns;

namespace ModelOps.Adaptive.Export;

/// <summary>
/// A study's trials as a table, one row a trial: trial, round, status, loss (missing unless completed), <c>param_*</c> by name,
/// param_id, replicates, succeeded, environmental, and the seeds separated by blanks.
/// </summary>
public static class TrialTable
{
    /// <summary>The table; a trial that still runs has the status <c>running</c>.</summary>
    public static ArrowTable Of(StudyState state)
    {
        var trials = state.Trials;
        var names = trials.SelectMany(trial => trial.Parameters.Values.Keys).Distinct(StringComparer.Ordinal).Order(CodePointComparer.Instance);
        return new(
        [
            ColumnFactory.Numbers<long>("trial", [.. trials.Select(trial => (long)trial.Number)]),
            ColumnFactory.Numbers<long>("round", [.. trials.Select(trial => (long)trial.Round)]),
            ColumnFactory.Texts("status", [.. trials.Select(trial => trial.Result is { } result ? TrialStatusText.Of(result.Status) : "running")]),
            ColumnFactory.Numbers<double>("loss", [.. trials.Select(trial => trial.Result?.Loss ?? double.NaN)], [.. trials.Select(HasLoss)]),
            .. names.Select(name => ParameterColumn($"param_{name}", [.. trials.Select(trial => trial.Parameters.Values.GetValueOrDefault(name))])),
            ColumnFactory.Texts("param_id", [.. trials.Select(trial => trial.Parameters.Id)]),
            ColumnFactory.Numbers<long>("replicates", [.. trials.Select(trial => (long)trial.Seeds.Count)]),
            ColumnFactory.Numbers<long>("succeeded", [.. trials.Select(trial => (long)trial.Succeeded)]),
            ColumnFactory.Bools("environmental", [.. trials.Select(trial => (bool?)trial.IsEnvironmental)]),
            ColumnFactory.Texts("seeds", [.. trials.Select(trial => string.Join(' ', trial.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture))))]),
        ]);
    }

    private static bool HasLoss(Trial trial) => trial.Result is { Status: TrialStatus.Completed };

    /// <summary>The parameter's values as a column: the narrowest type that holds every value; texts where values are of several types.</summary>
    internal static Column ParameterColumn(string name, ParameterValue?[] values)
    {
        bool[] present = [.. values.Select(value => value is not null)];
        var given = values.OfType<ParameterValue>().Select(value => value.Value).ToList();
        if (given.TrueForAll(value => value is bool)) return ColumnFactory.Bools(name, [.. values.Select(value => (bool?)value?.Value)]);
        if (given.TrueForAll(value => value is BigInteger whole && whole >= long.MinValue && whole <= long.MaxValue))
            return ColumnFactory.Numbers<long>(name, [.. values.Select(value => value is null ? 0 : (long)(BigInteger)value.Value)], present);
        if (given.TrueForAll(value => value is double))
            return ColumnFactory.Numbers<double>(name, [.. values.Select(value => value is null ? 0 : (double)value.Value)], present);
        return ColumnFactory.Texts(name, [.. values.Select(value => value?.Value as string ?? value?.Canonical)]);
    }
}
