// dotnet run --project bench/ModelOps.Bench.Search -- ALGORITHM [BATCH] [OPTIONS-JSON] [SEEDS] [EVALUATIONS,...]
// dotnet run --project bench/ModelOps.Bench.Search -- peers [SEEDS] [PYTHON] [FILE] [FIRST-SEED]
// dotnet run --project bench/ModelOps.Bench.Search -- times [PYTHON]
// dotnet run --project bench/ModelOps.Bench.Search -- sir [SEEDS] [BATCH] [REPLICATES,...]
// dotnet run --project bench/ModelOps.Bench.Search -- abc [SEEDS]
// The first prints, over 25 seeds, median and quartiles of the best value after 100, 300 and 1000 evaluations, and the time a trial;
// peers compares tpe, cmaes and auto with Optuna's samplers of the interpreter /usr/bin/python3, and goes on from FILE; times shows
// what ask and tell cost; sir fits a stochastic epidemic;
// abc samples a known posterior.
using System.Globalization;
using System.Text.Json;
using ModelOps.Bench.Search;

var algorithm = args.Length > 0 ? args[0] : "cmaes";
if (algorithm == "peers")
{
    Peers.Run(args.Length > 2 ? args[2] : "/usr/bin/python3", Number(1, 25), args.Length > 3 ? args[3] : null, Number(4, 0));
    return;
}
if (algorithm == "times")
{
    using var optuna = new OptunaPeer(args.Length > 1 ? args[1] : "/usr/bin/python3");
    AskTellTimes.Show(optuna);
    return;
}
if (algorithm == "sir")
{
    StochasticSir.Run(Number(1, 25), Number(2, 10), Numbers(3, [1, 5, 10]));
    return;
}
if (algorithm == "abc")
{
    AbcGaussian.Run(Number(1, 25));
    return;
}
var batch = Number(1, 8);
var options = args.Length > 2 ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(args[2])! : [];
var seeds = Number(3, 25);
var checkpoints = Numbers(4, [100, 300, 1000]);

Console.WriteLine($"builtin:{algorithm}, batch {batch}, {seeds} seeds; best value: median (lower quartile, upper quartile)");
Console.WriteLine("| function | " + string.Join(" | ", checkpoints.Select(count => $"{count} evaluations")) + " | ask + tell |");
Console.WriteLine("|---|" + string.Concat(checkpoints.Select(_ => "---|")) + "---|");
foreach (var problem in Problems.Continuous)
{
    var time = TimeProvider.System;
    var start = time.GetTimestamp();
    var runs = Enumerable.Range(0, seeds).Select(seed => Study.Run(algorithm, problem, new((ulong)seed, batch, options), checkpoints[^1])).ToList();
    var perTrial = time.GetElapsedTime(start).TotalMicroseconds / (seeds * checkpoints[^1]);
    var cells = checkpoints.Select(count => Spread.Of(runs.Select(run => run.Take(count).Min(result => result.Loss))));
    Console.WriteLine($"| {problem.Name} | {string.Join(" | ", cells)} | {perTrial:F1} us |");
}

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

int[] Numbers(int index, int[] otherwise) => args.Length > index ? [.. args[index].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))] : otherwise;
