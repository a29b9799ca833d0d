namespace ModelOps.Cli.Clusters;

/// <summary>The answer of <c>mops cluster local down</c>.</summary>
/// <param name="Ended">Whether there was one to end.</param>
internal sealed record LocalDownAnswer(bool Ended);
