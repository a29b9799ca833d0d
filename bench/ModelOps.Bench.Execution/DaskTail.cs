using System.Globalization;
using ModelOps.Contracts.Simulation;
using ModelOps.Tables.Ipc;

namespace ModelOps.Bench.Execution;

/// <summary>How long after the end of the last simulation its result is stored: whether results are gathered only when all is done.</summary>
internal static class DaskTail
{
    private const int Count = 12_000;

    /// <summary>Runs the simulations some times and prints the longest wait, in seconds, of the last end and of any.</summary>
    public static async Task RunAsync(ISimulationEngine engine, int runs, string folder)
    {
        await StoreAsync(engine, folder);
        var (total, last, any) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            var (start, waits, end) = await StoreAsync(engine, folder);
            total.Add(end.Stored - start);
            last.Add(end.Stored - end.Ended);
            any.Add(waits);
        }
        Console.WriteLine("\n| simulations | all | last result stored after the last end | longest that a result was on its way |\n|---|---|---|---|");
        Console.WriteLine($"| {Count:N0} | {Spread.Of(total, " s")} | {Spread.Of(last, " s")} | {Spread.Of(any, " s")} |");
    }

    // Stored: on the disk at the last result, before in the file.
    private static async Task<(double Start, double LongestWait, (double Stored, double Ended) Last)> StoreAsync(ISimulationEngine engine, string folder)
    {
        var path = Path.Combine(folder, "results");
        await using var file = new FileStream(path, FileMode.Create);
        var (start, ended, wait, seen) = (Now(), 0.0, 0.0, 0);
        await foreach (var outcome in engine.RunAsync(Workload.Tasks(Count, 0), CancellationToken.None))
        {
            if (outcome.Status != SimulationStatus.Completed) throw new InvalidOperationException($"Simulation {outcome.TaskId.ToString(CultureInfo.InvariantCulture)} is {outcome.Status}.");
            var table = outcome.Tables["t"];
            file.Write(table.Span);
            file.Flush(flushToDisk: ++seen == Count);
            var end = ArrowReader.Read(table)["ended"].GetDouble(0);
            ended = Math.Max(ended, end);
            wait = Math.Max(wait, Now() - end);
        }
        return (start, wait, (Now(), ended));
    }

    // The clock of time.time(), which all processes of a machine share.
    private static double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
}
