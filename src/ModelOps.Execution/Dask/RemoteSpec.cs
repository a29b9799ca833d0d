using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Dask;

/// <summary>How a Dask worker starts and feeds the children of a run.</summary>
/// <param name="Kind"><c>python</c>, <c>dotnet</c> or <c>exec</c>.</param>
/// <param name="Content">The content digest of the bundle.</param>
/// <param name="Environment">The variables that pin what a child computes.</param>
/// <param name="ToolVersion">The version of <c>mops</c> that models other than Python's need there.</param>
/// <param name="Open">What a child is asked to load; the root is the worker's own.</param>
internal sealed record RemoteSpec(string Kind, string Content, IReadOnlyDictionary<string, string> Environment, string ToolVersion, OpenRequest Open)
{
    /// <summary>The bundle's reference by digest, for workers that fetch it by themselves; null where it is shipped.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether the packages that the bundle names are installed on the workers' hosts.</summary>
    public bool InstallsPackages { get; init; }

    /// <summary>How long one simulation may run, in seconds; null without limit.</summary>
    public double? TaskSeconds { get; init; }

    /// <summary>After so many seconds a batch is answered, whether it is done or not.</summary>
    public double BatchSeconds { get; init; }

    /// <summary>After so many bytes of answers a batch is answered, whether it is done or not.</summary>
    public long BatchBytes { get; init; }

    /// <summary>After how many tasks a child is replaced; null for never.</summary>
    public int? TasksAChild { get; init; }

    /// <summary>How long a child may take to load the model, in seconds.</summary>
    public double StartSeconds { get; init; }
}
