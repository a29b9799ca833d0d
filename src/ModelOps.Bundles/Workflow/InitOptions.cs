using ModelOps.Bundles.Templates;

namespace ModelOps.Bundles.Workflow;

/// <summary>How a project is started.</summary>
public sealed record InitOptions
{
    /// <summary>The absolute path of its folder, created if it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Where it is pushed to; <see langword="null"/>: as before, or not chosen yet.</summary>
    public RegistryTarget? Registry { get; init; }

    /// <summary>The files to begin with; <see langword="null"/>: Python's in a folder that is made, none in one that is there.</summary>
    public TemplateKind? Template { get; init; }
}
