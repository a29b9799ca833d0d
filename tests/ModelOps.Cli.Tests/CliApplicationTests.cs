using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;

namespace ModelOps.Cli.Tests;

public sealed class CliApplicationTests
{
    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Tool_alone_shows_its_commands_by_group(params string[] arguments)
    {
        var run = await CliRun.Of(arguments);

        run.Status.ShouldBe(ExitStatus.Ok);
        run.Error.ShouldBeEmpty();
        run.Out.ShouldContain("Usage: mops COMMAND [OPTIONS]\n");
        run.Out.ShouldContain("\nSimulations:\n  sim ");
        run.Out.ShouldContain("\nThe tool:\n  doctor ");
    }

    [Fact]
    public async Task Help_of_a_command_shows_its_options()
    {
        var run = await CliRun.Of("sim", "id", "--help");

        run.Status.ShouldBe(ExitStatus.Ok);
        run.Out.ShouldContain("--params <JSON>");
        run.Out.ShouldContain("--json");
    }

    [Theory]
    [InlineData("mops has no command 'sm'. Did you mean 'sim'?", "sm")]
    [InlineData("mops sim has no command 'ix'. Did you mean 'id'?", "sim", "ix")]
    [InlineData("mops has no option '--jsn'. Did you mean '--json'?", "--jsn")]
    [InlineData("mops sim id has no option '--parms'. Did you mean '--params'?", "sim", "id", "--parms", "{}")]
    [InlineData("mops sim id has no option '--debgu'. Did you mean '--debug'?", "sim", "id", "--params", "{}", "--debgu")]
    [InlineData("mops version does not take 'now'.", "version", "now")]
    [InlineData("mops sim needs a command: run, id", "sim")]
    [InlineData("Option '--params' is required.", "sim", "id")]
    [InlineData("--replicates takes a whole number, got 'x'.", "sim", "id", "--params", "{}", "--replicates", "x")]
    public async Task Wrong_usage_is_explained_with_the_nearest_name(string message, params string[] arguments)
    {
        var run = await CliRun.Of(arguments);

        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldStartWith($"Error: {message}");
        run.Error.ShouldEndWith(" --help' to see what it takes.\n");
    }

    [Fact]
    public async Task Wrong_usage_with_json_is_one_object_on_standard_error()
    {
        var run = await CliRun.Of("sm", "--json");

        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldBe("""{"error_code":"unknown_command","message":"mops has no command 'sm'. Did you mean 'sim'?","remedy":"Run 'mops --help' to see what it takes.","retryable":false}""" + "\n");
    }

    [Fact]
    public async Task Argument_that_begins_with_an_at_sign_is_taken_as_it_is() =>
        (await CliRun.Of("sim", "id", "--params", "@p.json")).Error.ShouldStartWith("Error: --params is not valid JSON");

    [Fact]
    public async Task Stack_is_shown_with_debug_only()
    {
        (await CliRun.Of("sim", "id", "--params", "[")).Error.ShouldNotContain("   at ");
        (await CliRun.Of("sim", "id", "--params", "[", "--debug")).Error.ShouldContain("   at ");
    }

    [Fact]
    public async Task Completions_are_answered_for_a_position()
    {
        const string line = "mops sim ";

        var run = await CliRun.Of($"[suggest:{line.Length}]", line);

        run.Status.ShouldBe(ExitStatus.Ok);
        run.Out.Split('\n').Select(word => word.Trim()).ShouldContain("id");
    }

    [Fact]
    public async Task Interrupted_run_ends_with_130()
    {
        using var folder = new Testing.Folders.TemporaryFolder();
        using var error = new StringWriter();
        using var interruption = new CancellationTokenSource();
        await interruption.CancelAsync();

        var status = await CliApplication.RunAsync(["doctor"], CliRun.Context(folder.Path, new() { ["PATH"] = "/usr/bin:/bin" }) with { Error = error }, interruption.Token);

        status.ShouldBe(ExitStatus.Interrupted);
        error.ToString().ShouldBe("Error: Interrupted.\n");
    }

    [Fact]
    public async Task Answer_that_cannot_be_written_is_an_outside_failure()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        using var folder = new Testing.Folders.TemporaryFolder();
        using var full = new StreamWriter(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        using var error = new StringWriter();

        var status = await CliApplication.RunAsync(["version"], CliRun.Context(folder.Path, []) with { Out = full, Error = error }, TestContext.Current.CancellationToken);

        status.ShouldBe(ExitStatus.Outside);
        error.ToString().ShouldStartWith("Error: ");
    }
}
