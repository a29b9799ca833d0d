namespace ModelOps.Contracts.Simulation;

/// <summary>Which packages Python code of a bundle runs with.</summary>
public enum ModelEnvironment
{
    /// <summary>Those that the bundle's <c>uv.lock</c>, <c>requirements.txt</c> or <c>pyproject.toml</c> names, installed for it; the interpreter's own if it names none.</summary>
    Bundle,

    /// <summary>Those that the interpreter has.</summary>
    System,
}
