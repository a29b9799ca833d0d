namespace ModelOps.Connectors.Kubectl;

/// <summary>Which kubectl is called, for which cluster, and how long one call may take.</summary>
public sealed record KubectlSettings
{
    /// <summary>The variable that names another kubectl.</summary>
    public const string ProgramVariable = "KUBECTL";

    private const string UsualProgram = "kubectl";

    /// <summary>A path, or a name that is looked up on PATH.</summary>
    public string Program { get; init; } = UsualProgram;

    /// <summary>The context that every call names; <see langword="null"/> leaves it to the kubeconfig, or to the pod that this runs in.</summary>
    public string? Context { get; init; }

    /// <summary>How long the API server may take for one request. A call gets a little longer before it is ended.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Variables that are added to this process's environment, or replace those of the same name.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The settings of an environment: <c>KUBECTL</c> names the program if it is set and not empty.</summary>
    /// <param name="variable">The value of an environment variable; <see langword="null"/> if it is not set.</param>
    public static KubectlSettings Of(Func<string, string?> variable) =>
        variable(ProgramVariable)?.Trim() is { Length: > 0 } program ? new() { Program = program } : new();
}
