using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Tests.Cache;

/// <summary>Answers at once with a table of the parameters and the seed, and remembers what it was asked to run.</summary>
internal sealed class EchoEngine : ISimulationEngine
{
    /// <summary>The seeds of the tasks that were run, in order.</summary>
    public ConcurrentQueue<ulong> Ran { get; } = [];

    /// <summary>The platform that it claims to run on.</summary>
    public string Platform { get; init; } = "echo";

    /// <summary>The size of its tables in bytes.</summary>
    public int TableBytes { get; init; } = 100;

    /// <summary>How tasks end.</summary>
    public SimulationStatus Status { get; init; } = SimulationStatus.Completed;

    /// <summary>The table that a task has, which depends on everything that the task is.</summary>
    public static byte[] TableOf(SimulationTask task, int size)
    {
        var text = Encoding.UTF8.GetBytes(task.Parameters.Canonical + task.Seed.ToString(CultureInfo.InvariantCulture));
        return [.. Enumerable.Range(0, size).Select(i => text[i % text.Length])];
    }

    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new PlatformFingerprint([KeyValuePair.Create("engine", Platform)]));

    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var task in tasks.WithCancellation(cancellationToken))
        {
            Ran.Enqueue(task.Seed);
            var error = Status == SimulationStatus.Completed ? null : new SimulationError("ValueError", "no", "");
            var tables = error is null
                ? new Dictionary<string, ReadOnlyMemory<byte>> { ["b"] = TableOf(task, TableBytes), ["a é"] = new byte[] { 1 } }
                : SimulationOutcome.NoTables;
            yield return new(task.Id, Status, tables, error, 1, TimeSpan.Zero);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
