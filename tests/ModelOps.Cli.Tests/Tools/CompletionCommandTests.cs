using System.Diagnostics;
using System.Runtime.Versioning;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Tools;

[Collection(OneAtATime.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _mops mops")]
    [InlineData("zsh", "compdef _mops mops")]
    [InlineData("fish", "complete -c mops")]
    public async Task Script_of_a_shell_registers_itself(string shell, string line)
    {
        var run = await CliRun.Of("completion", shell);

        run.Status.ShouldBe(ExitStatus.Ok);
        run.Out.ShouldContain(line);
    }

    [Fact]
    public async Task Unknown_shell_is_invalid_and_the_known_ones_are_named()
    {
        var run = await CliRun.Of("completion", "tcsh");

        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldContain("bash");
        run.Error.ShouldContain("fish");
    }

    // A stand-in for mops shows what the script asks it and what it does with the answer.
    [Fact]
    public async Task Bash_completes_with_what_mops_answers()
    {
        using var folder = new TemporaryFolder();
        var asked = folder["asked"];
        var mops = folder.Write("bin/mops", $"#!/bin/sh\nprintf '%s\\n' \"$@\" >'{asked}'\necho --params\necho --replicates\n");
        File.SetUnixFileMode(mops, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var script = (await CliRun.Of("completion", "bash")).Out;

        var answer = await BashAsync(folder["bin"], $"{script}\nCOMP_LINE='mops sim id --' COMP_POINT=14\n_mops\nprintf '%s,' \"${{COMPREPLY[@]}}\"");

        answer.ShouldBe("--params,--replicates,");
        (await File.ReadAllTextAsync(asked, TestContext.Current.CancellationToken)).ShouldBe("[suggest:14]\nmops sim id --\n");
    }

    private static async Task<string> BashAsync(string path, string script)
    {
        using var bash = new Process { StartInfo = new("bash", ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true } };
        bash.StartInfo.Environment["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}";
        bash.Start();
        var answer = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return answer;
    }
}
