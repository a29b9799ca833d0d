using System.Globalization;
using ModelOps.Contracts.Seeds;
using ModelOps.Model;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Bench.Execution;

/// <summary>What a modeller would write by hand: a loop that derives the same seeds, calls the model, and encodes the same Arrow bytes.</summary>
internal static class DotNetPeer
{
    /// <summary>Answers each line "COUNT LOOPS" with the seconds that the loop took.</summary>
    public static void Serve()
    {
        Run(20_000, 100);
        Say(0);
        while (Console.ReadLine()?.Split(' ') is [var count, var loops])
        {
            var start = TimeProvider.System.GetTimestamp();
            Run(int.Parse(count, CultureInfo.InvariantCulture), long.Parse(loops, CultureInfo.InvariantCulture));
            Say(TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        }
    }

    private static void Say(double seconds) => Console.WriteLine(seconds.ToString("R", CultureInfo.InvariantCulture));

    private static void Run(int count, long loops)
    {
        var model = new SpinModel();
        for (var trial = 0; trial * Workload.Replicates < count; trial++)
        {
            var set = Workload.Trial(trial, loops);
            for (var i = 0; i < Workload.Replicates; i++)
            {
                var parameters = new Parameters { ["x"] = trial * 0.001, ["loops"] = loops };
                foreach (var table in model.Simulate(parameters, Seed.OfReplicate(set.Id, i)).Values) ArrowWriter.Write(Columns(table));
            }
        }
    }

    private static ArrowTable Columns(Table table) => new(
    [
        .. table.Select(column => column.Value is double[] numbers
            ? ColumnFactory.Numbers<double>(column.Key, numbers)
            : ColumnFactory.Numbers<long>(column.Key, (long[])column.Value)),
    ]);
}
