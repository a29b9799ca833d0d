using ModelOps.Adaptive.Launching;
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
        (model, limits) => Engine(context, model, new() { TimeLimit = limits.Timeout, Retries = limits.Retries }, workers),
        new UserCodeHost(new() { Worker = Worker(context) }, context.Time),
        NullRunRecorder.Instance);

    /// <summary>Bundles that are folders, checked out into the user's folder.</summary>
    public static IBundles Bundles(CliContext context) => new FolderBundles(Path.Combine(UserFolder.Locate(context), "checkouts"), context.Time);

    /// <summary>A pool of worker processes for one model.</summary>
    public static ISimulationEngine Engine(CliContext context, ModelBinding model, PoolOptions options, int? workers) =>
        new LocalPool(model, options with { Workers = workers ?? options.Workers, Worker = Worker(context) }, context.Time);

    private static WorkerOptions Worker(CliContext context) =>
        context.Variable(WorkerOptions.PythonVariable) is { Length: > 0 } python ? new() { Python = python } : new();
}
