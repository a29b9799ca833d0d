using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Keeper;

/// <summary>The commands of <c>docs/keeper/QUICKSTART.md</c>, every block as it is written there, in its order.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class KeeperQuickstartTests
{
    [Fact]
    public async Task Quickstart_works_as_written()
    {
        using var place = new Workplace();
        place.Environment["PATH"] = $"{RepositoryTree.At(".")}:{Environment.GetEnvironmentVariable("PATH")}";
        place.Environment["KUBECTL"] = place.At("no-kubectl");
        var blocks = ShellBlock().Matches(File.ReadAllText(RepositoryTree.At("docs", "keeper", "QUICKSTART.md"))).Select(block => block.Groups["text"].Value).ToList();
        blocks.Count.ShouldBe(7);
        var output = "";
        foreach (var block in blocks) output += (await place.RunAsync("bash", "-ec", block)).Expect(0).Output;
        output.ShouldContain("Doctor result: FAIL");
        output.ShouldContain("incident");
        output.ShouldContain("Every apply was blocked; nothing was changed.");
        File.Exists(place.At("bundle", "bundle.tar.gz")).ShouldBeTrue();
    }

    [GeneratedRegex("^```sh\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShellBlock();
}
