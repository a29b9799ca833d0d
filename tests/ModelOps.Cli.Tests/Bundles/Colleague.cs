using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Bundles;

/// <summary>One person with a work folder and a user folder of their own, who runs the commands about bundles.</summary>
internal sealed class Colleague : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Starts a project that is pushed to a registry.</summary>
    public static async Task<Colleague> StartAsync(string registry)
    {
        var colleague = new Colleague();
        Directory.CreateDirectory(colleague.At());
        (await colleague.RunAsync("init", registry)).Status.ShouldBe(ExitStatus.Ok);
        return colleague;
    }

    /// <summary>A path in the work folder.</summary>
    public string At(string path = "") => Path.Combine(_folder["project"], path);

    /// <summary>Writes a file in the work folder.</summary>
    public void Write(string path, string text) => _folder.Write("project/" + path, text);

    /// <summary>Reads a file in the work folder.</summary>
    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Runs a command.</summary>
    public Task<CliRun> RunAsync(params string[] arguments) =>
        CliRun.In(At(), new() { ["HOME"] = _folder["home"], ["MODELOPS_HOME"] = _folder["home"] }, ["bundle", .. arguments]);

    /// <summary>The answer of a command that must succeed.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        run.Status.ShouldBe(ExitStatus.Ok, run.Error);
        return JsonSerializer.Deserialize<JsonElement>(run.Out);
    }

    /// <summary>The error code of a command that must fail with a status.</summary>
    public async Task<string> ErrorAsync(ExitStatus status, params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        run.Status.ShouldBe(status, run.Out + run.Error);
        return JsonSerializer.Deserialize<JsonElement>(run.Error.Split('\n').First(line => line.StartsWith('{'))).GetProperty("error_code").GetString()!;
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
