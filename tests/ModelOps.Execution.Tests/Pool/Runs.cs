using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>Runs tasks and gives their outcomes in the order of their ids.</summary>
internal static class Runs
{
    /// <summary>Long enough for a machine that is busy with other tests; no test waits for it to pass.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static SimulationTask Task(long id, string parameters = "{}", ulong seed = 1) => new(id, ParameterSet.Parse(parameters, "test"), seed);

    public static async Task<List<SimulationOutcome>> RunAsync(this LocalPool pool, params IEnumerable<SimulationTask> tasks)
    {
        using var patience = new CancellationTokenSource(Patience);
        var outcomes = new List<SimulationOutcome>();
        await foreach (var outcome in pool.RunAsync(tasks.ToAsyncEnumerable(), patience.Token)) outcomes.Add(outcome);
        outcomes.Sort((a, b) => a.TaskId.CompareTo(b.TaskId));
        return outcomes;
    }

    /// <summary>The outcome of one task in a pool of its own.</summary>
    public static async Task<SimulationOutcome> RunOneAsync(ModelBinding model, PoolOptions? options = null, string parameters = "{}", ulong seed = 1)
    {
        await using var pool = new LocalPool(model, (options ?? new()) with { Workers = 1 });
        return (await pool.RunAsync(Task(1, parameters, seed))).ShouldHaveSingleItem();
    }

    public static ArrowTable Table(this SimulationOutcome outcome, string name = "t")
    {
        outcome.Status.ShouldBe(SimulationStatus.Completed, outcome.Error?.ToString());
        return ArrowReader.Read(outcome.Tables[name]);
    }
}
