// dotnet run -c Release --project bench/ModelOps.Bench.Execution -- [python|dotnet|costs|all|dask|dask-tail] [RUNS]
// Prints what the pool costs a simulation, in turn with peers doing the same work in the same run. MODELOPS_PYTHON names the interpreter.
using System.Globalization;
using ModelOps.Bench.Execution;
using ModelOps.Execution.DotNet;

switch (args)
{
    case ["worker", "dotnet"]:
        await DotNetWorker.RunAsync(CancellationToken.None);
        return;
    case ["peer"]:
        DotNetPeer.Serve();
        return;
    case ["memory", var count, var address]:
        await DaskThroughput.MeasureMemoryAsync(int.Parse(count, CultureInfo.InvariantCulture), address);
        return;
    case ["memory", var count]:
        await Costs.MeasureMemoryAsync(int.Parse(count, CultureInfo.InvariantCulture));
        return;
}
var part = args.Length > 0 ? args[0] : "all";
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
Console.WriteLine($"2 workers, {runs} runs in turn after one to warm up; median (min, max); us a simulation and worker; rate as a part of the peer's\n");
if (part is "python" or "dotnet" or "all")
{
    Console.WriteLine("| model | simulations | mops | peer | rate |\n|---|---|---|---|---|");
    if (part is not "dotnet") await Throughput.PythonAsync(runs);
    if (part is not "python") await Throughput.DotNetAsync(runs);
}
if (part is "dask") await DaskThroughput.RunAsync(runs);
if (part is "dask-tail") await DaskThroughput.RunTailAsync(runs);
if (part is "costs" or "all")
{
    Console.WriteLine("\n| what | cost |\n|---|---|");
    Costs.Memory();
    await Costs.FailureAsync(runs);
    await Costs.StartAsync(runs);
}
