using System.Text.Json;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Projects;

/// <summary>Runs studies and reads what became of them.</summary>
internal static class Studies
{
    /// <summary>Runs a study that must succeed, and gives the answer.</summary>
    public static async Task<JsonElement> RunStudyAsync(this Workplace workplace, string spec, params string[] options) =>
        (await workplace.MopsAsync(["adaptive", "run", "-f", spec, "--json", .. options])).Json();

    /// <summary>Runs a study that must succeed, and gives its trials.</summary>
    public static async Task<IReadOnlyList<JsonElement>> TrialsAsync(this Workplace workplace, string spec) =>
        await workplace.TrialsOfAsync((await workplace.RunStudyAsync(spec)).Text("run"));

    /// <summary>The trials of a run.</summary>
    public static async Task<IReadOnlyList<JsonElement>> TrialsOfAsync(this Workplace workplace, string run) =>
        [.. (await workplace.MopsAsync("adaptive", "trials", run, "--json")).Json().EnumerateArray()];

    /// <summary>The trials of a run, as they are printed.</summary>
    public static async Task<string> TrialsTextAsync(this Workplace workplace, string run) =>
        (await workplace.MopsAsync("adaptive", "trials", run, "--json")).Expect(0).Output;

    /// <summary>A text of an answer.</summary>
    public static string Text(this JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    /// <summary>A whole number of an answer.</summary>
    public static int Count(this JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    /// <summary>The run and the digest: what two equal studies have in common wherever they ran.</summary>
    public static (string Run, string Digest) Identity(this JsonElement answer) => (answer.Text("run"), answer.Text("study_digest"));
}
