namespace ModelOps.Execution.Dask.Local;

/// <summary>A line of what the program that starts a local cluster says.</summary>
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

    /// <summary>Of a line that tells of one process, what it is.</summary>
    public string? Role { get; init; }

    /// <summary>And its process id.</summary>
    public int Pid { get; init; }
}
