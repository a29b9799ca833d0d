namespace ModelOps.Testing.Servers.Dask;

/// <summary>What cluster a test wants.</summary>
public sealed record ClusterShape
{
    /// <summary>How many workers are started at first.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>How many threads each has.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether each has a nanny, which starts it again.</summary>
    public bool Nanny { get; init; } = true;

    /// <summary>The address of this machine that the scheduler listens on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The program that is <c>mops</c> on the workers.</summary>
    public string Tool { get; init; } = "mops";

    /// <summary>Environment variables of all workers, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];
}
