namespace ModelOps.Bundles.Templates;

/// <summary>What the files of a new project are written in.</summary>
public enum TemplateKind
{
    /// <summary>A Python package with one model.</summary>
    Python,

    /// <summary>A C# project with one model.</summary>
    DotNet,
}
