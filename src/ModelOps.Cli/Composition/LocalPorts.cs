using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Specs;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Recording;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Cache;
using ModelOps.Execution.Code;
using ModelOps.Execution.Environments;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Workers;

namespace ModelOps.Cli.Composition;

/// <summary>Wires the ports for work on this machine.</summary>
internal static class LocalPorts
{
    /// <summary>What a study needs.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="workers">How many worker processes; <see langword="null"/> for one a core.</param>
    /// <param name="cached">Whether results are taken from the user's cache and kept there.</param>
    public static StudyPorts Create(CliContext context, int? workers, bool cached) => new(
        BundlePorts.Bundles(context),
        (model, how) => Engine(context, model, PoolOf(how), workers, cached),
        new UserCodeHost(new() { Worker = Worker(context), Environments = Environments(context) }, context.Time),
        NullRunRecorder.Instance);

    /// <summary>The user's cache of results, which all projects share.</summary>
    public static ResultCache Cache(CliContext context) => new(Path.Combine(UserFolder.Locate(context), "cache"), context.Time);

    /// <summary>A pool of worker processes for one model, behind the user's cache of results or not.</summary>
    public static ISimulationEngine Engine(CliContext context, ModelBinding model, PoolOptions options, int? workers, bool cached)
    {
        ISimulationEngine engine = PythonEnvironments.MayNeed(model)
            ? new EnvironmentEngine(model, Worker(context), Environments(context), Pool)
            : Pool(Worker(context));
        return cached ? new CachedEngine(engine, model, Cache(context), line => context.Error.Write($"Note: {line}\n")) : engine;

        LocalPool Pool(WorkerOptions worker) => new(model, options with { Workers = workers ?? options.Workers, Worker = worker }, context.Time);
    }

    private static PythonEnvironments Environments(CliContext context) =>
        new(Path.Combine(UserFolder.Locate(context), "environments"), line => context.Error.Write($"{line}\n"));

    private static PoolOptions PoolOf(WorkersSpec spec) =>
        new() { TimeLimit = spec.Timeout, Retries = spec.Retries, Recycle = spec.Recycle, MemoryBytes = spec.MemoryBytes };

    private static WorkerOptions Worker(CliContext context) =>
        context.Variable(WorkerOptions.PythonVariable) is { Length: > 0 } python ? new() { Python = python } : new();
}
