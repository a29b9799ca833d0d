namespace ModelOps.EndToEnd.Tests.Projects;

/// <summary>The spec of a small study of a Python model, to be written to a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entrypoint">The model.</param>
internal sealed record Study(string Name, string Entrypoint)
{
    /// <summary>The adapter or built-in.</summary>
    public string Adapter { get; init; } = "builtin:random";

    /// <summary>The parameters as YAML in one line; none for an adapter that brings its own.</summary>
    public string? Parameters { get; init; } = "{x: {type: float, min: 0.0, max: 1.0}}";

    /// <summary>The targets as YAML in one line; none for the placeholder loss.</summary>
    public string? Targets { get; init; } = """[{table: t, column: a, observed: observed.csv, "on": [k]}]""";

    /// <summary>At most so many trials.</summary>
    public int? MaxTrials { get; init; } = 2;

    /// <summary>Simulations a trial.</summary>
    public int Replicates { get; init; } = 2;

    /// <summary>Trials a round.</summary>
    public int BatchSize { get; init; } = 2;

    /// <summary>Workers as YAML in one line, if any.</summary>
    public string? Workers { get; init; }

    /// <summary>Whether it may be run by several on a database.</summary>
    public bool IsShared { get; init; }

    /// <summary>The algorithm's options as YAML in one line.</summary>
    public string Options { get; init; } = "{}";

    /// <summary>The spec's text.</summary>
    public override string ToString()
    {
        var limit = MaxTrials is { } trials ? $"max_trials: {trials}, " : "";
        return $$"""
            apiVersion: modelops/v1
            kind: Adaptive
            metadata: {name: {{Name}}}
            spec:
              model: {entrypoint: "{{Entrypoint}}", bundle: .}
              {{Line("parameters", Parameters)}}
              {{Line("objective", Targets is null ? null : $"{{targets: {Targets}}}")}}
              {{Line("workers", Workers)}}
              {{Line("central_store", IsShared ? "{version: \"15\"}" : null)}}
              algorithm: {adapter_path: "{{Adapter}}", {{limit}}batch_size: {{BatchSize}}, replicates: {{Replicates}}, seed: 7, options: {{Options}}}

            """;
    }

    private static string Line(string key, string? value) => value is null ? "" : $"{key}: {value}";
}
