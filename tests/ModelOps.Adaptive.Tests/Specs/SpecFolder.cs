using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Adaptive.Tests.Specs;

/// <summary>A folder with a spec of real use and the file of observations that it names. Disposing removes it.</summary>
internal sealed class SpecFolder : IDisposable
{
    /// <summary>A spec with every section that a calibration has.</summary>
    public const string Influenza = """
        apiVersion: modelops/v1
        kind: Adaptive
        metadata: {name: influenza-1978}
        spec:
          model: {entrypoint: "models.sir:simulate", bundle: .}      # bundle: a path, or a tag or digest reference
          parameters:
            beta:  {type: float, min: 0.5, max: 5.0, scale: log}
            gamma: {type: float, min: 0.1, max: 1.0}
            seeded: {type: int, min: 1, max: 10}                      # also: categorical {choices: [...]}, fixed {value: ...}
          objective:
            targets:
              - {table: in_bed, column: cases, observed: data/in_bed.csv, "on": [day], loss: poisson, reduce: likelihood, weight: 1.0}
          algorithm: {adapter_path: "builtin:cmaes", max_trials: 300, batch_size: 8, replicates: 10, seed: 1978}
        """;

    private readonly TemporaryFolder _folder = new();

    public SpecFolder() => Observe("day,cases\n0,3\n1,8\n2,26\n");

    public string File => _folder["adaptive.yaml"];

    public void Observe(string csv) => _folder.Write("data/in_bed.csv", csv);

    public AdaptiveSpec Read(string text) => AdaptiveSpecReader.Read(_folder.Write("adaptive.yaml", text));

    /// <summary>The spec above with a part of it replaced.</summary>
    public AdaptiveSpec ReadWith(string part, string replacement)
    {
        Influenza.ShouldContain(part);
        return Read(Influenza.Replace(part, replacement, StringComparison.Ordinal));
    }

    /// <summary>The error of the spec above with a part of it replaced: its code, and its message without the file's path.</summary>
    public (string Code, string Message) ErrorWith(string part, string replacement) => Error(() => ReadWith(part, replacement));

    /// <inheritdoc cref="ErrorWith" />
    public (string Code, string Message) Error(Func<AdaptiveSpec> read)
    {
        var error = Should.Throw<InvalidInputException>(read);
        return (error.Code, error.Message.Replace(File, "F", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
