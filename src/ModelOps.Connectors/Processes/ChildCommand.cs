namespace ModelOps.Connectors.Processes;

/// <summary>A program to start, its arguments passed as a list: no shell reads them.</summary>
/// <param name="Program">A path, or a name that is looked up on PATH.</param>
/// <param name="Arguments">The arguments, each as it is.</param>
public sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The working directory; <see langword="null"/> is that of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables that are added to this process's environment, or replace those of the same name.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The program and its arguments, for messages.</summary>
    public override string ToString() => string.Join(' ', [Program, .. Arguments]);
}
