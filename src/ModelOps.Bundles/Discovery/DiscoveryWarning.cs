namespace ModelOps.Bundles.Discovery;

/// <summary>A source that could not be read.</summary>
/// <param name="File">From the project's folder, with forward slashes.</param>
/// <param name="Line">The line, counted from 1; 0 if none is to blame.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record DiscoveryWarning(string File, int Line, string Problem)
{
    /// <summary>Place and problem, for people.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Problem}" : $"{File}: {Problem}";
}
