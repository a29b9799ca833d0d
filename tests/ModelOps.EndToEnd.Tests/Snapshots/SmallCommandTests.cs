using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Snapshots;

/// <summary>Whole answers of the small commands.</summary>
public sealed class SmallCommandTests
{
    private const string Params = """{"x":1.0,"y":2}""";

    [Theory]
    [InlineData("help")]
    [InlineData("help_option", "--help")]
    [InlineData("version", "version")]
    [InlineData("version_json", "version", "--json")]
    [InlineData("config", "config")]
    [InlineData("config_json", "config", "--json")]
    [InlineData("adaptive_help", "adaptive", "--help")]
    [InlineData("adaptive_run_help", "adaptive", "run", "--help")]
    [InlineData("keeper_help", "keeper", "--help")]
    [InlineData("keeper_observe_help", "keeper", "observe", "--help")]
    [InlineData("keeper_closed_loop_run_help", "keeper", "closed-loop", "run", "--help")]
    [InlineData("keeper_closed_loop_watch_help", "keeper", "closed-loop", "watch", "--help")]
    [InlineData("keeper_k8s_help", "keeper", "k8s", "--help")]
    [InlineData("keeper_k8s_verify_help", "keeper", "k8s", "verify", "--help")]
    [InlineData("keeper_k8s_apply_help", "keeper", "k8s", "apply", "--help")]
    [InlineData("sim_run_help", "sim", "run", "--help")]
    [InlineData("sim_id", "sim", "id", "--params", Params, "--replicates", "3")]
    [InlineData("sim_id_json", "sim", "id", "--params", Params, "--replicates", "3", "--json")]
    [InlineData("list_empty", "adaptive", "list")]
    [InlineData("list_empty_json", "adaptive", "list", "--json")]
    [InlineData("unknown_command", "adaptive", "stats")]
    [InlineData("unknown_command_json", "adaptive", "stats", "--json")]
    [InlineData("unknown_option", "adaptive", "list", "--jsno")]
    [InlineData("missing_command", "adaptive")]
    public async Task Small_command_prints_what_it_always_prints(string golden, params string[] arguments)
    {
        using var workplace = new Workplace();
        var before = workplace.Files();
        (await workplace.MopsAsync(arguments)).ShouldBeGolden(golden, workplace);
        workplace.Files().ShouldBe(before, "a command that only answers writes nothing");
    }

    [Fact]
    public async Task Doctor_finds_python_and_says_what_each_tool_is_for()
    {
        using var workplace = new Workplace();
        var tools = (await workplace.MopsAsync("doctor", "--json")).Json().GetProperty("tools").EnumerateArray().ToList();
        var python = tools.Single(tool => tool.GetProperty("name").GetString() == "python3");
        python.GetProperty("version").GetString().ShouldBe((await workplace.RunAsync("python3", "--version")).Output.Trim());
        tools.ShouldAllBe(tool => tool.GetProperty("needed_for").GetString()!.Length > 10);
    }
}
