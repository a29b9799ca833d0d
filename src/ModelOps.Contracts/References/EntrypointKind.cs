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
}
