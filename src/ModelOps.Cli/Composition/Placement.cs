namespace ModelOps.Cli.Composition;

/// <summary>Where simulations run. It never changes a result.</summary>
/// <param name="Workers">How many worker processes on this machine; <see langword="null"/> for one a core.</param>
/// <param name="Scheduler">The address of a Dask scheduler whose cluster runs them instead, or <see langword="null"/>.</param>
internal sealed record Placement(int? Workers, string? Scheduler)
{
    /// <summary>One worker a core of this machine.</summary>
    public static readonly Placement Here = new(null, null);

    /// <summary>The workspace that the scheduler is of, if it was chosen by that.</summary>
    public string? Workspace { get; init; }

    /// <summary>How many simulations run at once, as far as this process knows: a cluster takes what it is given.</summary>
    public int Parallel => Scheduler is null ? Workers ?? Environment.ProcessorCount : int.MaxValue;
}
