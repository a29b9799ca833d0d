using System.Globalization;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Pool;

/// <summary>Errors that say which simulation failed.</summary>
internal static class Failures
{
    /// <summary>The error with the parameters and the seed of the task at the end of its traceback.</summary>
    public static SimulationError Named(SimulationTask task, SimulationError error)
    {
        var seed = task.Seed.ToString(CultureInfo.InvariantCulture);
        var named = $"With parameters {task.Parameters.Canonical} and seed {seed}.";
        var traceback = error.Traceback.TrimEnd();
        return error with { Traceback = traceback.Length == 0 ? named : traceback + "\n" + named };
    }
}
