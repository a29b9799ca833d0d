using System.Text.Json;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.EndToEnd.Tests.Projects;

/// <summary>Programs that judge the answers of mops independently.</summary>
internal static class Interpreters
{
    private const string DebianPython = "/usr/bin/python3";

    /// <summary>Runs a script of this project with the first Python on PATH, and gives its JSON answer.</summary>
    public static async Task<JsonElement> PythonAsync(this Workplace workplace, string script, params string[] arguments) =>
        (await workplace.RunAsync("python3", [Script(script), .. arguments])).Json();

    /// <summary>Runs a script with Debian's Python, which must have a package, and gives its JSON answer.</summary>
    public static async Task<JsonElement> PythonWithAsync(this Workplace workplace, string package, string script, params string[] arguments)
    {
        var present = File.Exists(DebianPython) && (await workplace.RunAsync(DebianPython, "-c", $"import {package}")).Status == 0;
        Prerequisite.Require(present, $"{DebianPython} with {package}", $"apt-get install python3-{package}");
        return (await workplace.RunAsync(DebianPython, [script, .. arguments])).Json();
    }

    /// <summary>Runs a script of this project with Node, which must find the package apache-arrow, and gives its JSON answer.</summary>
    public static async Task<JsonElement> NodeWithArrowAsync(this Workplace workplace, string script, params string[] arguments)
    {
        var modules = Environment.GetEnvironmentVariable("MOPS_TEST_NODE_MODULES") is { Length: > 0 } named
            ? named
            : RepositoryTree.At("tests", "ModelOps.Tables.Tests", "Node", "node_modules");
        Prerequisite.Require(Directory.Exists(Path.Combine(modules, "apache-arrow")), "node with apache-arrow", "eng/test-servers");
        return (await workplace.RunAsync("node", [Script(script), modules, .. arguments])).Json();
    }

    /// <summary>The path of one of this project's scripts.</summary>
    public static string Script(string name) => RepositoryTree.At("tests", "ModelOps.EndToEnd.Tests", "Scripts", name);
}
