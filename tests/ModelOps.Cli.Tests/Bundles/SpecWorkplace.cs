using System.Runtime.Versioning;
using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Bundles;

/// <summary>A project with a bundle spec, a folder in the OCI image layout to push to, and room beside them.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SpecWorkplace : IDisposable
{
    /// <summary>A spec with roles, an empty layer and a rule for an object store.</summary>
    public const string Spec = """
        # kept by every command
        bundle:
          name: epi/sir
          version: 1.0.0     # raised by --bump
          layers:
            - {name: code, type: code, paths: ["src/**/*.py", run.sh]}
            - {name: data, paths: ["data/**"]}
            - {name: docs, paths: ["docs/**"]}
          roles:
            default: [code, data]
            runtime: [code]
        """;

    private readonly TemporaryFolder _folder = new();

    public SpecWorkplace(string spec = Spec)
    {
        Environment["HOME"] = _folder["home"];
        Write(".mops-bundle.yaml", spec);
        Write("src/model.py", "def simulate(params, seed): ...\n");
        Write("src/epi/sir.py", "BETA = 1\n");
        Write("data/in_bed.csv", "day,cases\n0,3\n");
        Write("run.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(_folder["project", "run.sh"], (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory(_folder["project", ".modelops"]);
    }

    /// <summary>The variables that commands see.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>The layout, as <c>--to</c> takes it.</summary>
    public string Layout => $"oci:{_folder["layout"]}";

    /// <summary>The pushed version.</summary>
    public string Pushed => $"{Layout}:1.0.0";

    /// <summary>A path beside the project.</summary>
    public string this[params string[] parts] => _folder[parts];

    /// <summary>Writes a file of the project.</summary>
    public void Write(string path, string text) => _folder.Write(Path.Combine("project", path), text);

    /// <summary>Reads a file beside the project.</summary>
    public string Read(params string[] parts) => File.ReadAllText(_folder[parts]);

    /// <summary>Runs <c>mops bundle</c> in the project.</summary>
    public Task<CliRun> RunAsync(params string[] arguments) => CliRun.In(_folder["project"], Environment, ["bundle", .. arguments]);

    /// <summary>Runs what must succeed, and gives its JSON answer.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        run.Status.ShouldBe(ExitStatus.Ok, run.Error);
        return JsonSerializer.Deserialize<JsonElement>(run.Out);
    }

    /// <summary>Runs what must fail, and gives the status, the error's code and its message.</summary>
    public async Task<(ExitStatus Status, string Code, string Message)> ErrorAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        var error = JsonSerializer.Deserialize<JsonElement>(run.Error.Split('\n').First(line => line.StartsWith('{')));
        return (run.Status, error.GetProperty("error_code").GetString()!, error.GetProperty("message").GetString()!);
    }

    /// <summary>Pushes the project into the layout.</summary>
    public Task<JsonElement> PushAsync(params string[] options) => JsonAsync(["push", "--to", Layout, .. options]);

    public void Dispose() => _folder.Dispose();
}
