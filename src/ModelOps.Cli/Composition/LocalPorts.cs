using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Specs;
using ModelOps.Bundles.Folders;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Recording;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Code;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Workers;

namespace ModelOps.Cli.Composition;

/// <summary>Wires the ports for work on this machine.</summary>
internal static class LocalPorts
{
    /// <summary>What a study needs.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="workers">How many worker processes; <see langword="null"/> for one a core.</param>
    public static StudyPorts Create(CliContext context, int? workers) => new(
        Bundles(context),
        (model, how) => Engine(context, model, PoolOf(how), workers),
        new UserCodeHost(new() { Worker = Worker(context) }, context.Time),
        NullRunRecorder.Instance);

    /// <summary>Bundles that are folders, checked out into the local state.</summary>
    public static IBundles Bundles(CliContext context) => new FolderBundles(Path.Combine(LocalState.Locate(context), "checkouts"), context.Time);

    /// <summary>A pool of worker processes for one model.</summary>
    public static ISimulationEngine Engine(CliContext context, ModelBinding model, PoolOptions options, int? workers) =>
        new LocalPool(model, options with { Workers = workers ?? options.Workers, Worker = Worker(context) }, context.Time);

    private static PoolOptions PoolOf(WorkersSpec spec) =>
        new() { TimeLimit = spec.Timeout, Retries = spec.Retries, Recycle = spec.Recycle, MemoryBytes = spec.MemoryBytes };

    private static WorkerOptions Worker(CliContext context) =>
        context.Variable(WorkerOptions.PythonVariable) is { Length: > 0 } python ? new() { Python = python } : new();
}
