using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Keeper.Plans;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Plans;

public sealed class PlanScriptTests
{
    // Writes each argument with a NUL after it, and an empty one after the last.
    private const string Recorder = """
        #!/bin/sh
        for argument; do printf '%s\0' "$argument"; done >>"$RECORD"
        printf '\0' >>"$RECORD"

        """;

    [Theory]
    [InlineData("it's; $(reboot) `reboot` \\ \" \n\r\t\u0000 é 𝄞 !! ~ *")]
    [InlineData("'")]
    [InlineData("'\\''")]
    [InlineData("\\")]
    [InlineData("--help")]
    public async Task Shell_hands_kubectl_what_the_plan_says(string text)
    {
        var plan = Parse(text);
        var calls = await RecordedAsync(PlanScript.Text(plan));
        calls[0].ShouldBe(["config", "current-context"]);
        calls.Count.ShouldBe(2);
        calls[1][..^1].ShouldBe(["-n", "ns1", "patch", "deployment/dep.1", "--type", "merge", "-p"]);
        JsonNode.DeepEquals(JsonNode.Parse(calls[1][^1]), JsonNode.Parse(plan.Items[0].Patch.GetRawText())).ShouldBeTrue();
    }

    [Fact]
    public async Task Script_of_an_empty_plan_does_nothing()
    {
        var script = PlanScript.Text(Plan.Empty);
        script.ShouldNotContain("kubectl");
        (await RecordedAsync(script)).ShouldBeEmpty();
    }

    [Fact]
    public void Script_names_its_target()
    {
        PlanScript.Text(Parse("x")).ShouldContain("Target: namespace=ns1 deployment=dep.1");
        PlanScript.Text(PlanFile.Parse("""[{"namespace":"a","name":"b"},{"namespace":"a","name":"c"}]"""u8.ToArray(), "")).ShouldContain("Target: namespace=a deployment=mixed");
    }

    [Fact]
    public void Any_patch_is_one_line_of_quoted_text() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>().Filter(text => !text.Get.Any(char.IsSurrogate)), text =>
        {
            var command = PlanScript.Text(Parse(text.Get)).Split('\n')[^2];
            command.ShouldStartWith("kubectl -n ns1 patch deployment/dep.1 --type merge -p '");
            command.ShouldEndWith("'");
            command.ShouldAllBe(character => character >= ' ' && character < '\u007f');
        }).QuickCheckThrowOnFailure();

    private static Plan Parse(string value)
    {
        var item = new JsonObject { ["namespace"] = "ns1", ["name"] = "dep.1", ["patch"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [value] = value } } } };
        return PlanFile.Parse(Encoding.UTF8.GetBytes(item.ToJsonString()), "the plan");
    }

    private static async Task<List<List<string>>> RecordedAsync(string script)
    {
        using var folder = new TemporaryFolder();
        var kubectl = folder.Write("bin/kubectl", Recorder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(kubectl, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var path = folder.Write("k8s_plan.kubectl.sh", script);
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
            ["RECORD"] = folder["record"],
        };
        using var check = RunningCommand.Start("bash", ["-n", path], folder.Path, environment);
        (await check.EndAsync()).Expect(0);
        using var run = RunningCommand.Start("bash", [path], folder.Path, environment);
        (await run.EndAsync()).Expect(0);
        if (!File.Exists(folder["record"])) return [];
        var calls = (await File.ReadAllTextAsync(folder["record"])).Split("\0\0", StringSplitOptions.RemoveEmptyEntries);
        return [.. calls.Select(call => call.Split('\0').ToList())];
    }
}
