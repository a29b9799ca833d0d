namespace ModelOps.Cli.Bundles;

/// <summary>What a command line says of a push by spec.</summary>
/// <param name="Folder">The folder of the spec, as it was written.</param>
internal sealed record SpecPushRequest(string Folder)
{
    /// <summary>The repository, without a tag; null for the spec's name in the default registry.</summary>
    public string? To { get; init; }

    /// <summary>Tags to set beside the version.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Which part of the version to raise first; null for none.</summary>
    public string? Bump { get; init; }

    /// <summary>Whether nothing is sent.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether a version that was pushed already is replaced.</summary>
    public bool Force { get; init; }
}
