using System.Text.Json;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Tables.Columns;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>Every row of the tables in <c>docs/tables.md</c> that say what a Python model's column becomes.</summary>
public sealed class ColumnTypeTests
{
    [Fact]
    public async Task Documented_types_are_those_that_arrive()
    {
        NumericResultTests.RequireNumeric();
        var rows = Documented("| column | type |");
        rows.Count.ShouldBeGreaterThan(40);
        foreach (var (expression, expected, outcome) in await RunAsync(rows))
        {
            outcome.Status.ShouldBe(SimulationStatus.Completed, $"{expression}: {outcome.Error?.Message}");
            var column = outcome.Table()["c"];
            Described(column).ShouldBe(expected, expression);
        }
    }

    [Fact]
    public async Task Documented_errors_name_table_and_column()
    {
        NumericResultTests.RequireNumeric();
        var rows = Documented("| column | error |");
        rows.Count.ShouldBeGreaterThan(10);
        foreach (var (expression, expected, outcome) in await RunAsync(rows))
        {
            outcome.Status.ShouldBe(SimulationStatus.Failed, expression);
            outcome.Error!.Message.ShouldStartWith("t.c: ", customMessage: expression);
            outcome.Error.Message.ShouldContain(expected, customMessage: expression);
        }
    }

    private static string Described(Column column) => column.NullCount == 0 ? $"{column.Type}" : $"{column.Type}, {column.NullCount} missing";

    private static async Task<List<(string Expression, string Expected, SimulationOutcome Outcome)>> RunAsync(List<(string Expression, string Expected)> rows)
    {
        using var bundle = new PythonFolder("""
            import datetime
            import numpy as np
            import pandas as pd
            def simulate(params, seed):
                return {"t": {"c": eval(params["column"])}}
            """);
        await using var pool = new LocalPool(bundle.Bind(), NumericResultTests.Numeric with { Workers = 1 });
        var outcomes = await pool.RunAsync(rows.Select((row, i) => Runs.Task(i, $$"""{"column":{{JsonSerializer.Serialize(row.Expression)}}}""")));
        return [.. rows.Zip(outcomes, (row, outcome) => (row.Expression, row.Expected, outcome))];
    }

    private static List<(string Expression, string Expected)> Documented(string heading)
    {
        var lines = File.ReadAllLines(RepositoryFile.Find("docs/tables.md"));
        return
        [
            .. lines.SkipWhile(line => line != heading).Skip(2).TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|'))
                .Select(cells => (cells[0].Trim().Trim('`'), cells[1].Trim())),
        ];
    }
}
