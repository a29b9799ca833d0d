using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;
using ModelOps.Tables.Ipc;

namespace ModelOps.Adaptive.Export;

/// <summary>
/// One output table of all completed replicates below each other, as CSV: trial, replicate, seed and <c>param_*</c>, then the table's
/// own columns; one of them whose name is taken already is prefixed with the table's name. One replicate is in memory at a time.
/// </summary>
/// <param name="recorded">The study's trials.</param>
/// <param name="tables">Reads its stored tables.</param>
/// <param name="name">The table's name.</param>
public sealed class LongTable(RecordedTrials recorded, ReadTable tables, string name)
{
    private readonly ParameterKinds _parameters = ParameterKinds.Of(recorded.Read());

    /// <summary>Writes it.</summary>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="NotFoundException">Code <c>table_not_found</c>: no replicate has a table of this name; names those that there are.</exception>
    /// <exception cref="InvalidInputException">Code <c>tables_differ</c>: a replicate's table has other columns than the first one's.</exception>
    public async Task<long> WriteAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var header = default(string);
        var rows = 0L;
        foreach (var (trial, replicate) in Stored())
        {
            var table = ArrowReader.Read(await tables(replicate.Tables[name], cancellationToken));
            var whole = new ArrowTable([.. Leading(trial, replicate, table.Rows), .. table.Columns.Select(Renamed)]);
            var own = HeaderOf(whole);
            if (header is null) output.Write(header = own);
            if (own != header)
                throw new InvalidInputException("tables_differ", $"Table '{name}' of trial {replicate.Trial}, replicate {replicate.Replicate} has other columns than the first one: {own.TrimEnd()}; expected {header.TrimEnd()}.");
            CsvTables.WriteRows(whole, output);
            rows += table.Rows;
        }
        return header is null ? throw NoSuchTable() : rows;
    }

    private IEnumerable<(Trial Trial, ReplicateResult Replicate)> Stored() =>
        from trial in recorded.Read()
        from replicate in trial.Replicates
        where replicate is not null && replicate.Tables.ContainsKey(name)
        select (trial, replicate);

    private IEnumerable<Column> Leading(Trial trial, ReplicateResult replicate, int rows)
    {
        yield return ColumnFactory.Numbers<long>("trial", [.. Enumerable.Repeat((long)replicate.Trial, rows)]);
        yield return ColumnFactory.Numbers<long>("replicate", [.. Enumerable.Repeat((long)replicate.Replicate, rows)]);
        yield return ColumnFactory.Numbers<ulong>("seed", [.. Enumerable.Repeat(trial.Seeds[replicate.Replicate], rows)]);
        foreach (var parameter in _parameters.Names)
            yield return _parameters.Column(parameter, [.. Enumerable.Repeat(trial.Parameters.Values.GetValueOrDefault(parameter), rows)]);
    }

    private Column Renamed(Column column) =>
        column.Name is "trial" or "replicate" or "seed" || _parameters.Names.Any(parameter => column.Name == $"param_{parameter}") ? column.Renamed($"{name}_{column.Name}") : column;

    private static string HeaderOf(ArrowTable table)
    {
        using var text = new StringWriter();
        CsvTables.WriteHeader(table, text);
        return text.ToString();
    }

    private NotFoundException NoSuchTable()
    {
        var known = recorded.Read().SelectMany(trial => trial.Replicates).OfType<ReplicateResult>().SelectMany(replicate => replicate.Tables.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var there = known.Count == 0 ? "No replicate has stored a table." : $"The stored tables are: {string.Join(", ", known)}.";
        return new("table_not_found", $"No replicate of run '{recorded.Header.Run}' has a table '{name}'. {there}");
    }
}
