// bench/with-postgres dotnet run -c Release --project bench/ModelOps.Bench.Postgres -- overhead|throughput|scaling|replicas|long|all [RUNS [WORKERS ...]]
// Prints what studies on a shared PostgreSQL cost, beside Optuna on the same server in the same run; scaling is throughput without Optuna.
using System.Globalization;
using ModelOps.Bench.Postgres;

if (args is ["worker", var database])
{
    await WorkerRole.RunAsync(database);
    return;
}
var dsn = Environment.GetEnvironmentVariable("ADAPTIVE_STORAGE_DSN") ?? throw new InvalidOperationException("ADAPTIVE_STORAGE_DSN is not set: run this by bench/with-postgres.");
var what = args.Length > 0 ? args[0] : "all";
var comparison = new Comparison(dsn, args.Length > 1 ? Number(args[1]) : 5);
if (what is "overhead" or "all") comparison.Overhead();
int[] workers = args.Length > 2 ? [.. args[2..].Select(Number)] : [1, 2, 4, 8, 16];
if (what is "throughput" or "all") comparison.Throughput(beside: true, workers);
if (what is "scaling") comparison.Throughput(beside: false, workers);
if (what is "replicas" or "all") comparison.Replicas();
if (what is "long" or "all") comparison.Long();

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
