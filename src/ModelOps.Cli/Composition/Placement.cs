using System.CommandLine;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Composition;

/// <summary>Where simulations run. It never changes a result.</summary>
/// <param name="Workers">How many worker processes on this machine; <see langword="null"/> for one a core.</param>
/// <param name="Scheduler">The address of a Dask scheduler whose cluster runs them instead, or <see langword="null"/>.</param>
internal sealed record Placement(int? Workers, string? Scheduler)
{
    /// <summary>One worker a core of this machine.</summary>
    public static readonly Placement Here = new(null, null);

    /// <summary>How many simulations run at once, as far as this process knows: a cluster takes what it is given.</summary>
    public int Parallel => Scheduler is null ? Workers ?? Environment.ProcessorCount : int.MaxValue;

    /// <summary>The option that chooses a cluster.</summary>
    public static Option<string?> SchedulerOption() =>
        new("--scheduler") { HelpName = "ADDRESS", Description = "Run simulations on the Dask cluster of this scheduler, such as tcp://dask-scheduler:8786; on this machine by default" };

    /// <summary>This placement, if it makes sense.</summary>
    /// <exception cref="InvalidInputException">Code <c>usage</c>: both options are given.</exception>
    public Placement Validated() => Workers is null || Scheduler is null ? this : throw new InvalidInputException(
        "usage", "--workers has no meaning with --scheduler: the cluster has the workers that it has.", "Leave out one of them.");
}
