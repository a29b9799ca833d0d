namespace ModelOps.Cli.Keeper.Demos;

/// <summary>A command of a demonstration.</summary>
/// <param name="Says">What it shows, a sentence.</param>
/// <param name="Arguments">The arguments after <c>mk</c>.</param>
internal sealed record DemoStep(string Says, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables that are different for it; null is not set.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The exit status that it is to end with.</summary>
    public int Expected { get; init; }
}
