using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Simulations;

/// <summary>A project folder with a Python model, a user's folder beside it, and runs of the tool in it.</summary>
internal sealed class TaskFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TaskFolder()
    {
        Directory.CreateDirectory(Project);
        Write("model.py", """
            import os

            def simulate(params, seed):
                if "log" in params:
                    with open(params["log"], "a") as log:
                        log.write(f"{seed}\n")
                if params.get("fail"):
                    raise ValueError("as asked")
                return {"t": {"x": [params["x"], params["x"] + 1], "seed": [seed, seed]}}
            """);
    }

    public string Project => _folder["project"];

    public string Home => _folder["home"];

    public string Out => Path.Combine(Project, "out");

    public void Write(string relative, string text) => _folder.Write(Path.Combine("project", relative), text);

    public string[] Lines(string relative) => File.Exists(_folder[relative]) ? File.ReadAllLines(_folder[relative]) : [];

    public string this[string name] => _folder[name];

    public Task<CliRun> RunAsync(params string[] arguments) => CliRun.In(Project, Environment(), arguments);

    public Dictionary<string, string> Environment() => new()
    {
        ["MODELOPS_HOME"] = Home,
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "",
    };

    public void Dispose() => _folder.Dispose();
}
