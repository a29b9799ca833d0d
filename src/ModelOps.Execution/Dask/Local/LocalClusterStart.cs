namespace ModelOps.Execution.Dask.Local;

/// <summary>What the program that starts a local cluster says.</summary>
internal sealed record LocalClusterStart
{
    /// <summary>Why there is none.</summary>
    public string? Fault { get; init; }

    /// <summary>The scheduler's address.</summary>
    public string? Address { get; init; }

    /// <summary>The dashboard's address.</summary>
    public string Dashboard { get; init; } = "";

    /// <summary>Whether the dashboard has pages, which the package bokeh draws.</summary>
    public bool HasPages { get; init; }

    /// <summary>The version of <c>distributed</c>.</summary>
    public string Distributed { get; init; } = "";

    /// <summary>What was started.</summary>
    public IReadOnlyList<LocalClusterProcess> Processes { get; init; } = [];
}
