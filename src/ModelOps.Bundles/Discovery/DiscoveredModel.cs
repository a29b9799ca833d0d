namespace ModelOps.Bundles.Discovery;

/// <summary>A model found in a project's source.</summary>
/// <param name="Entrypoint">What runs it, such as <c>models.sir:SIRModel</c> or <c>bin/Sir.dll:Epi.Sir</c>; also its id.</param>
/// <param name="File">Its source, from the project's folder, with forward slashes.</param>
/// <param name="Line">The line where it begins, counted from 1.</param>
/// <param name="Bases">The base classes and interfaces as written.</param>
/// <param name="Methods">Its methods, those inherited from classes of the same file included.</param>
/// <param name="Files">Patterns of the files that it needs, as <c>files</c> in <c>pyproject.toml</c> names them.</param>
public sealed record DiscoveredModel(
    string Entrypoint, string File, int Line, IReadOnlyList<string> Bases, IReadOnlyList<string> Methods, IReadOnlyList<string> Files)
{
    /// <summary>The method, or function of a module, that runs a simulation.</summary>
    public const string SimulateName = "simulate";

    /// <summary>The method that defines the parameters.</summary>
    public const string ParametersName = "parameters";

    /// <summary>Whether it runs simulations.</summary>
    public bool HasSimulate => Methods.Contains(SimulateName, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it defines its parameters.</summary>
    public bool HasParameters => Methods.Contains(ParametersName, StringComparer.OrdinalIgnoreCase);
}
