using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Seeds;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Bench.Execution;

/// <summary>The simulations of a study: trials of ten replicates each.</summary>
internal static class Workload
{
    /// <summary>How many replicates a trial has.</summary>
    public const int Replicates = 10;

    /// <summary>The Python models of <c>python/spin.py</c>.</summary>
    public static ModelBinding Python(string function = "simulate") =>
        new(Digest.Of([]), Path.Combine(AppContext.BaseDirectory, "python"), Entrypoint.Parse($"spin:{function}"));

    /// <summary><see cref="SpinModel"/>.</summary>
    public static ModelBinding DotNet() =>
        new(Digest.Of([]), AppContext.BaseDirectory, Entrypoint.Parse($"ModelOps.Bench.Execution.dll:{typeof(SpinModel).FullName}"));

    /// <summary>A trial's parameters.</summary>
    public static ParameterSet Trial(long trial, long loops) => new(
    [
        new("x", ParameterValue.From(trial * 0.001)),
        new("loops", ParameterValue.From((System.Numerics.BigInteger)loops)),
    ]);

    /// <summary>The tasks, each made when it is asked for.</summary>
    public static async IAsyncEnumerable<SimulationTask> Tasks(int count, long loops)
    {
        await Task.CompletedTask;
        for (var trial = 0; trial * Replicates < count; trial++)
        {
            var parameters = Trial(trial, loops);
            for (var i = 0; i < Replicates; i++) yield return new(trial * Replicates + i, parameters, Seed.OfReplicate(parameters.Id, i));
        }
    }

    /// <summary>Runs the tasks and gives the seconds; every outcome is looked at and let go.</summary>
    public static async Task<double> RunAsync(ISimulationEngine engine, int count, long loops, SimulationStatus expected = SimulationStatus.Completed)
    {
        var start = TimeProvider.System.GetTimestamp();
        var seen = 0;
        await foreach (var outcome in engine.RunAsync(Tasks(count, loops), CancellationToken.None))
        {
            if (outcome.Status == expected) seen++;
        }
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        return seen == count ? seconds : throw new InvalidOperationException($"{count - seen} of {count} simulations are not {expected}.");
    }
}
