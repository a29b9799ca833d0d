using System.Text.RegularExpressions;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.EndToEnd.Tests.Replicas;

/// <summary>Follows the guide to several runners, with a database of its own in place of the reader's.</summary>
public sealed class SeveralRunnersGuideTests(PostgresFixture fixture)
{
    [Fact]
    public async Task Commands_of_the_guide_work_as_they_stand()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        var guide = await File.ReadAllTextAsync(RepositoryTree.At("docs", "guides", "several-runners.md"), TestContext.Current.CancellationToken);
        var commands = Regex.Matches(guide, "^```sh\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        study.Workplace.Environment["MOPS"] = Workplace.Mops;
        study.Workplace.Write("guide.sh", "set -e\nmops() { \"$MOPS\" \"$@\"; }\n" + string.Concat(commands.Select(block => block.Groups["text"].Value)));

        var followed = (await study.Workplace.RunAsync("sh", "guide.sh")).Expect(0);

        commands.Count.ShouldBe(4);
        followed.Errors.ShouldContain("Probes on port ");
        // The run, two workers, the local run, two copies and the status: one digest.
        Regex.Matches(followed.Output, "digest +(?<digest>sha256:[0-9a-f]{64})", RegexOptions.None, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["digest"].Value).GroupBy(digest => digest).ShouldHaveSingleItem().Count().ShouldBe(7);
    }
}
