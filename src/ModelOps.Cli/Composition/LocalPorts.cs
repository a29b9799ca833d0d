using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Specs;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Recording;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Cache;
using ModelOps.Execution.Code;
using ModelOps.Execution.Dask;
using ModelOps.Execution.Environments;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Workers;

namespace ModelOps.Cli.Composition;

/// <summary>Wires the ports for work that begins on this machine.</summary>
internal static class LocalPorts
{
    /// <summary>What a study needs.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="placement">Where simulations run.</param>
    /// <param name="cached">Whether results are taken from the user's cache and kept there.</param>
    public static StudyPorts Create(CliContext context, Placement placement, bool cached) => new(
        BundlePorts.Bundles(context),
        (model, how) => Engine(context, model, PoolOf(how), placement, cached),
        new UserCodeHost(new() { Worker = Worker(context), Environments = Environments(context) }, context.Time),
        NullRunRecorder.Instance);

    /// <summary>The user's cache of results, which all projects share.</summary>
    public static ResultCache Cache(CliContext context) => new(Path.Combine(UserFolder.Locate(context), "cache"), context.Time);

    /// <summary>What runs one model: worker processes or a cluster, behind the user's cache of results or not.</summary>
    public static ISimulationEngine Engine(CliContext context, ModelBinding model, PoolOptions options, Placement placement, bool cached)
    {
        options = options with { Workers = placement.Workers ?? options.Workers, Worker = Worker(context) };
        ISimulationEngine engine = placement.Scheduler is { } scheduler ? new DaskEngine(model, Cluster(context, scheduler, options), context.Time)
            : PythonEnvironments.MayNeed(model) ? new EnvironmentEngine(model, options.Worker, Environments(context), Pool)
            : Pool(options.Worker);
        return cached ? new CachedEngine(engine, model, Cache(context), Note(context)) : engine;

        LocalPool Pool(WorkerOptions worker) => new(model, options with { Worker = worker }, context.Time);
    }

    /// <summary>The Python interpreter of the bridge to Dask: <c>MODELOPS_DASK_PYTHON</c>, otherwise that of models.</summary>
    public static string DaskPython(CliContext context) =>
        context.Variable(DaskOptions.PythonVariable) is { Length: > 0 } python ? python : BundlePorts.Python(context);

    private static DaskOptions Cluster(CliContext context, string scheduler, PoolOptions simulations) =>
        new() { Scheduler = scheduler, Python = DaskPython(context), Simulations = simulations, Note = Note(context) };

    private static PythonEnvironments Environments(CliContext context) =>
        new(Path.Combine(UserFolder.Locate(context), "environments"), line => context.Error.Write($"{line}\n"));

    private static Action<string> Note(CliContext context) => line => context.Error.Write($"Note: {line}\n");

    private static PoolOptions PoolOf(WorkersSpec spec) =>
        new() { TimeLimit = spec.Timeout, Retries = spec.Retries, Recycle = spec.Recycle, MemoryBytes = spec.MemoryBytes };

    private static WorkerOptions Worker(CliContext context) =>
        context.Variable(WorkerOptions.PythonVariable) is { Length: > 0 } python ? new() { Python = python } : new();
}
