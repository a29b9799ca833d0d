using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Trials;
using ModelOps.Tables.Columns;

namespace ModelOps.Adaptive.Export;

/// <summary>
/// A study's replicates as tables below each other, one row a replicate: trial, round, replicate (from 0), seed, status, error (missing unless it did
/// not complete), trial_loss (missing unless the trial completed), <c>param_*</c> by name, and param_id.
/// </summary>
public static class ReplicateTable
{
    private const int RowsATable = 1024;

    /// <summary>The tables, all of the same columns; one without rows for a study without trials. A replicate without a result has the status <c>running</c>.</summary>
    public static IEnumerable<ArrowTable> Of(RecordedTrials recorded)
    {
        var kinds = ParameterKinds.Of(recorded.Read());
        return recorded.Read()
            .SelectMany(trial => trial.Seeds.Select((seed, replicate) => (Trial: trial, Replicate: replicate, Seed: seed)))
            .Chunk(RowsATable)
            .DefaultIfEmpty([])
            .Select(rows => Table(rows, kinds));
    }

    private static ArrowTable Table((Trial Trial, int Replicate, ulong Seed)[] rows, ParameterKinds kinds) => new(
    [
        ColumnFactory.Numbers<long>("trial", [.. rows.Select(row => (long)row.Trial.Number)]),
        ColumnFactory.Numbers<long>("round", [.. rows.Select(row => (long)row.Trial.Round)]),
        ColumnFactory.Numbers<long>("replicate", [.. rows.Select(row => (long)row.Replicate)]),
        ColumnFactory.Numbers<ulong>("seed", [.. rows.Select(row => row.Seed)]),
        ColumnFactory.Texts("status", [.. rows.Select(row => row.Trial.Replicates[row.Replicate] is { } result ? SimulationStatusText.Of(result.Status) : "running")]),
        ColumnFactory.Texts("error", [.. rows.Select(row => row.Trial.Replicates[row.Replicate]?.Error is { } error ? $"{error.Type}: {error.Message}" : null)]),
        ColumnFactory.Numbers<double>("trial_loss", [.. rows.Select(row => row.Trial.Result?.Loss ?? double.NaN)], [.. rows.Select(row => row.Trial.Result is { Status: TrialStatus.Completed })]),
        .. kinds.Columns([.. rows.Select(row => row.Trial.Parameters)]),
        ColumnFactory.Texts("param_id", [.. rows.Select(row => row.Trial.Parameters.Id)]),
    ]);
}
