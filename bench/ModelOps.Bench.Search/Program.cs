// dotnet run --project bench/ModelOps.Bench.Search -- ALGORITHM [BATCH] [OPTIONS-JSON]
// dotnet run --project bench/ModelOps.Bench.Search -- optuna [PYTHON]
// The first prints, over 25 seeds, median and quartiles of the best value after 100, 300 and 1000 evaluations, and the time a trial;
// the second compares builtin:tpe with Optuna's TPE, of the interpreter /usr/bin/python3 by default.
using System.Globalization;
using System.Text.Json;
using ModelOps.Bench.Search;

if (args is ["optuna", ..])
{
    TpeAgainstOptuna.Run(args.Length > 1 ? args[1] : "/usr/bin/python3");
    return;
}

var algorithm = args.Length > 0 ? args[0] : "cmaes";
var batch = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 8;
var options = args.Length > 2 ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(args[2])! : [];
int[] checkpoints = [100, 300, 1000];
const int Seeds = 25;

Console.WriteLine($"builtin:{algorithm}, batch {batch}, {Seeds} seeds; best value: median (lower quartile, upper quartile)");
Console.WriteLine("| function | " + string.Join(" | ", checkpoints.Select(count => $"{count} evaluations")) + " | ask + tell |");
Console.WriteLine("|---|" + string.Concat(checkpoints.Select(_ => "---|")) + "---|");
foreach (var problem in Problem.Continuous)
{
    var time = TimeProvider.System;
    var start = time.GetTimestamp();
    var runs = Enumerable.Range(0, Seeds).Select(seed => Study.Best(algorithm, problem, new((ulong)seed, batch, options), checkpoints)).ToList();
    var perTrial = time.GetElapsedTime(start).TotalMicroseconds / (Seeds * checkpoints[^1]);
    var cells = Enumerable.Range(0, checkpoints.Length).Select(i => Spread.Of(runs.Select(run => run[i])));
    Console.WriteLine($"| {problem.Name} | {string.Join(" | ", cells)} | {perTrial:F1} us |");
}
