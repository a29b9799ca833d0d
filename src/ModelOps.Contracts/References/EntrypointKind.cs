namespace ModelOps.Contracts.References;

/// <summary>What runs an entrypoint.</summary>
public enum EntrypointKind
{
    /// <summary>A Python function or class.</summary>
    Python,

    /// <summary>A type in a .NET assembly.</summary>
    DotNet,

    /// <summary>Any executable file.</summary>
    Executable,

    /// <summary>The id of a model in the bundle's <c>manifest.json</c>, which is replaced by that model's entrypoint before anything runs.</summary>
    ModelId,
}
