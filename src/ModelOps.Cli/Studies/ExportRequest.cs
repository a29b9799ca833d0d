namespace ModelOps.Cli.Studies;

/// <summary>How <c>mops adaptive export</c> was called.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Dsn">The value of <see cref="DsnOption"/>.</param>
/// <param name="File">The file to write, as given; null for standard output.</param>
/// <param name="IsArrow">Whether it is to be Arrow rather than CSV.</param>
internal sealed record ExportRequest(string Run, string? Dsn, string? File, bool IsArrow)
{
    /// <summary>One row a replicate.</summary>
    public bool Replicates { get; init; }

    /// <summary>The posterior sample.</summary>
    public bool Posterior { get; init; }

    /// <summary>The output table whose rows are wanted, or null.</summary>
    public string? Table { get; init; }
}
