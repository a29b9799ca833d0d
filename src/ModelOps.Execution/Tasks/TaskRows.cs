using ModelOps.Tables.Columns;

namespace ModelOps.Execution.Tasks;

/// <summary>The rows of the table of completed tasks that wait for a commit.</summary>
internal sealed class TaskRows
{
    private readonly List<(long Number, TaskOutcome Outcome)> _rows = [];

    /// <summary>How many.</summary>
    public int Count => _rows.Count;

    /// <summary>About how large they are.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds a completed task. Its tables are not kept.</summary>
    public void Add(long number, TaskOutcome outcome)
    {
        _rows.Add((number, outcome with { Outcome = outcome.Outcome with { Tables = Contracts.Simulation.SimulationOutcome.NoTables } }));
        Bytes += outcome.Task.Parameters.Canonical.Length;
    }

    /// <summary>Takes them as a table, with the identities of the tasks.</summary>
    public ArrowTable Take(out string[] identities)
    {
        identities = [.. _rows.Select(row => row.Outcome.Identity.ToString())];
        var table = new ArrowTable(
        [
            ColumnFactory.Numbers<long>("task", [.. _rows.Select(row => row.Number)]),
            ColumnFactory.Texts("entrypoint", [.. _rows.Select(row => row.Outcome.Task.Entrypoint.Text)]),
            ColumnFactory.Texts("content", [.. _rows.Select(row => row.Outcome.Content.ToString())]),
            ColumnFactory.Texts("param_id", [.. _rows.Select(row => row.Outcome.Task.Parameters.Id)]),
            ColumnFactory.Numbers<ulong>("seed", [.. _rows.Select(row => row.Outcome.Task.Seed)]),
            ColumnFactory.Texts("params", [.. _rows.Select(row => row.Outcome.Task.Parameters.Canonical)]),
            ColumnFactory.Numbers<int>("attempts", [.. _rows.Select(row => row.Outcome.Outcome.Attempts)]),
            ColumnFactory.Numbers<double>("seconds", [.. _rows.Select(row => row.Outcome.Outcome.Duration.TotalSeconds)]),
        ]);
        _rows.Clear();
        Bytes = 0;
        return table;
    }
}
