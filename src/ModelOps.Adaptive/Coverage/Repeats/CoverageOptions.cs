namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>How a check is made.</summary>
/// <param name="Checks">The folder that keeps the checks of all runs.</param>
/// <param name="Repeats">How many repeats, at least 1; those that are recorded already count.</param>
public sealed record CoverageOptions(string Checks, int Repeats)
{
    /// <summary>Where the truths come from; by default from the prior for a posterior sample, and from the answer otherwise.</summary>
    public TruthSource? Truths { get; init; }

    /// <summary>Observed files to look at before those of the bundle.</summary>
    public IReadOnlyList<string> ObservedFiles { get; init; } = [];

    /// <summary>Told how many repeats are recorded, at the beginning and after each.</summary>
    public IProgress<int>? Progress { get; init; }
}
