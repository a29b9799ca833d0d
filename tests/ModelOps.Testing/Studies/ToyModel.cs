using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Seeds;
using ModelOps.Contracts.Simulation;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Testing.Studies;

/// <summary>A model that is a pure function of parameters and seed: table <c>out</c> with the columns <c>day</c> (0, 1, 2) and <c>cases</c>.</summary>
public static class ToyModel
{
    /// <summary>The days that it simulates.</summary>
    public static IReadOnlyList<long> Days { get; } = [0, 1, 2];

    /// <summary>The outcome of a completed simulation.</summary>
    public static SimulationOutcome Simulate(SimulationTask task) => Completed(task, Cases(task.Parameters, task.Seed));

    /// <summary>An outcome with these cases, of the first days.</summary>
    public static SimulationOutcome Completed(SimulationTask task, double[] cases)
    {
        var table = new ArrowTable([ColumnFactory.Numbers<long>("day", [.. Days.Take(cases.Length)]), ColumnFactory.Numbers<double>("cases", cases)]);
        var tables = new Dictionary<string, ReadOnlyMemory<byte>> { ["out"] = ArrowWriter.Write(table) };
        return new(task.Id, SimulationStatus.Completed, tables, null, 1, TimeSpan.Zero);
    }

    /// <summary>An outcome that did not complete.</summary>
    public static SimulationOutcome Ended(SimulationTask task, SimulationStatus status, string message = "no reason") =>
        new(task.Id, status, SimulationOutcome.NoTables, new("ToyError", message, "in the toy"), 1, TimeSpan.Zero);

    private static double[] Cases(ParameterSet parameters, ulong seed) =>
        [.. Days.Select(day => (Seed.OfReplicate(parameters.Id, day) % 1000 / 10.0) + (seed % 97 / 97.0))];
}
