using System.Globalization;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Trials;
using ModelOps.Tables.Columns;

namespace ModelOps.Adaptive.Export;

/// <summary>
/// A study's trials as tables below each other, one row a trial: trial, round, status, loss (missing unless completed), each target's own as <c>loss_*</c>, <c>param_*</c> by name,
/// param_id, replicates, succeeded, environmental, in a study with pruning the trial that it <c>continues</c>, and the seeds separated by blanks.
/// </summary>
public static class TrialTable
{
    private const int RowsATable = 1024;

    /// <summary>The tables, all of the same columns; one without rows for a study without trials. A trial that still runs has the status <c>running</c>.</summary>
    public static IEnumerable<ArrowTable> Of(RecordedTrials recorded)
    {
        var kinds = ParameterKinds.Of(recorded.Read());
        var targets = ResolvedSpec.TargetNamesOf(recorded.Header.Spec);
        var isPruned = ResolvedSpec.AlgorithmOf(recorded.Header.Spec).Pruning is not null;
        return recorded.Read().Chunk(RowsATable).DefaultIfEmpty([]).Select(trials => Table(trials, targets, kinds, isPruned));
    }

    private static ArrowTable Table(Trial[] trials, IReadOnlyList<string> targets, ParameterKinds kinds, bool isPruned)
    {
        var losses = targets.Select((name, target) => ColumnFactory.Numbers<double>(
            $"loss_{name}",
            [.. trials.Select(trial => target < trial.Losses.Count ? trial.Losses[target] : double.NaN)],
            [.. trials.Select(trial => target < trial.Losses.Count)]));
        return new(
        [
            ColumnFactory.Numbers<long>("trial", [.. trials.Select(trial => (long)trial.Number)]),
            ColumnFactory.Numbers<long>("round", [.. trials.Select(trial => (long)trial.Round)]),
            ColumnFactory.Texts("status", [.. trials.Select(trial => trial.Result is { } result ? TrialStatusText.Of(result.Status) : "running")]),
            ColumnFactory.Numbers<double>("loss", [.. trials.Select(trial => trial.Result?.Loss ?? double.NaN)], [.. trials.Select(HasLoss)]),
            .. losses,
            .. kinds.Columns([.. trials.Select(trial => trial.Parameters)]),
            ColumnFactory.Texts("param_id", [.. trials.Select(trial => trial.Parameters.Id)]),
            ColumnFactory.Numbers<long>("replicates", [.. trials.Select(trial => (long)trial.Seeds.Count)]),
            ColumnFactory.Numbers<long>("succeeded", [.. trials.Select(trial => (long)trial.Succeeded)]),
            ColumnFactory.Bools("environmental", [.. trials.Select(trial => (bool?)trial.IsEnvironmental)]),
            .. isPruned ? PartsOf(trials) : [],
            ColumnFactory.Texts("seeds", [.. trials.Select(trial => string.Join(' ', trial.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture))))]),
        ]);
    }

    private static IEnumerable<Column> PartsOf(IReadOnlyList<Trial> trials) =>
        [ColumnFactory.Numbers<long>("continues", [.. trials.Select(trial => (long)(trial.Continues ?? 0))], [.. trials.Select(trial => trial.Continues is not null)])];

    private static bool HasLoss(Trial trial) => trial.Result is { Status: TrialStatus.Completed };
}
