using System.Text.RegularExpressions;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Processes;

namespace ModelOps.Cli.Tests.Simulations;

/// <summary>Follows the guide in an empty folder with the built tool.</summary>
public sealed class RunManyGuideTests
{
    private const string Debian = "/usr/bin/python3";

    private static readonly string Guide = File.ReadAllText(Path.Combine(SourceTree(), "docs", "guides", "run-many-simulations.md"));

    [Fact]
    public async Task Commands_of_the_guide_work_as_they_stand()
    {
        var (found, _) = await TestProcess.RunAsync(Debian, "-c", "import pandas");
        Prerequisite.Require(found == 0, $"{Debian} with pandas", "apt-get install python3-pandas");
        using var folder = new TemporaryFolder();
        foreach (var file in Blocks("python file=(?<name>\\S+)")) folder.Write($"work/{file.Name}", file.Text);
        var snippets = Blocks("(?<name>sh|python run)").Select(block => block.Name == "sh" ? block.Text : $"{Debian} -c '{block.Text.Replace("'", "'\\''", StringComparison.Ordinal)}'\n");
        var script = folder.Write("guide.sh", "set -e\nmops() { dotnet \"$MOPS\" \"$@\"; }\n" + string.Concat(snippets));

        var (status, output) = await TestProcess.RunAsync(
            "env", $"MODELOPS_HOME={folder["home"]}", $"MOPS={typeof(CliApplication).Assembly.Location}", "sh", "-c", $"cd '{folder["work"]}' && sh '{script}' 2>&1");

        status.ShouldBe(0, output);
        output.ShouldContain("500 tasks completed\n");
        output.ShouldContain("500 tasks completed, 1 failed\n");
        output.ShouldContain("ValueError: rate is -1.0, expected 0 or more");
        output.ShouldContain("rate  hour\n0.0   0 ");
        File.ReadAllText(folder["work", "outcome.jsonl"]).ShouldContain("\"status\":\"completed\"");
        output.ShouldContain("Removed ");
    }

    private static List<(string Name, string Text)> Blocks(string kind) =>
        [.. Regex.Matches(Guide, $"^```{kind}\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, TimeSpan.FromSeconds(5))
            .Select(match => (match.Groups["name"].Value, match.Groups["text"].Value))];

    private static string SourceTree()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ModelOps.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests are not in the source tree.");
    }
}
