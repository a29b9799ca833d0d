using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.Examples.Tests.Programs;

/// <summary>The Python interpreters of the machine.</summary>
internal static class Python
{
    /// <summary>The first one on PATH, for the models: the standard library is all that they need.</summary>
    public const string Any = "python3";

    /// <summary>Debian's, which has scipy.</summary>
    private const string Debian = "/usr/bin/python3";

    /// <summary>Calls a function of an example with each seed, all in one process, and gives what it returned.</summary>
    /// <param name="folder">The project folder, below <c>examples</c>, or empty for the repository itself.</param>
    /// <param name="entrypoint">The function, as <c>module:function</c>.</param>
    /// <param name="parameters">Its parameters as a JSON object.</param>
    /// <param name="seeds">The seeds.</param>
    public static async Task<JsonElement[]> CallAsync(string folder, string entrypoint, string parameters, params ulong[] seeds)
    {
        var calls = new JsonArray([.. seeds.Select(seed => (JsonNode)new JsonObject
        {
            ["params"] = JsonNode.Parse(parameters),
            ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
        })]);
        var project = folder.Length == 0 ? Repository.Root : Repository.At("examples", folder);
        string[] arguments = [Repository.Script("run_model.py"), entrypoint, project];
        return JsonSerializer.Deserialize<JsonElement[]>(await AnswerAsync(Any, arguments, calls.ToJsonString()))!;
    }

    /// <summary>Runs a script that may use the standard library, and gives its standard output.</summary>
    public static async Task<string> RunAsync(string script, params string[] arguments) =>
        await AnswerAsync(Any, [script, .. arguments], "");

    /// <summary>Runs a script that needs scipy, and gives its JSON answer.</summary>
    public static async Task<JsonElement> RunWithScipyAsync(string script, params string[] arguments)
    {
        Prerequisite.Require(
            await ProgramRun.SucceedsAsync(Debian, "-c", "import scipy.optimize"), $"{Debian} with scipy", "apt-get install python3-scipy");
        return JsonSerializer.Deserialize<JsonElement>(await AnswerAsync(Debian, [script, .. arguments], ""));
    }

    private static async Task<string> AnswerAsync(string interpreter, IReadOnlyList<string> arguments, string input)
    {
        Prerequisite.Require(await ProgramRun.SucceedsAsync(interpreter, "--version"), interpreter, "apt-get install python3");
        var result = await ProgramRun.OfAsync(interpreter, arguments, input);
        result.Status.ShouldBe(0, result.Errors);
        return result.Output;
    }
}
