using System.Text.RegularExpressions;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Targets;

/// <summary>Follows the guide to objectives in a copy of its example.</summary>
public sealed class ObjectivesGuideTests
{
    [Fact]
    public async Task Target_of_the_guide_works_as_it_stands()
    {
        using var workplace = new Workplace();
        var guide = await File.ReadAllTextAsync(RepositoryTree.At("docs", "guides", "objectives.md"), TestContext.Current.CancellationToken);
        workplace.CopyExample("influenza-1978", "copy", "peak.yaml");
        workplace.Write("copy/fit.py", Block(guide, "python", "def peak"));
        workplace.Write("copy/peak.yaml", Block(guide, "yaml", "apiVersion"));
        Block(guide, "sh", "mops").ShouldBe("mops adaptive run -f peak.yaml\n");

        var best = (await workplace.RunStudyAsync("copy/peak.yaml")).GetProperty("best");

        var losses = best.GetProperty("losses");
        var (curve, peak) = (losses.GetProperty("in_bed.cases").GetDouble(), losses.GetProperty("fit:peak").GetDouble());
        best.GetProperty("loss").GetDouble().ShouldBe((0.1 * curve) + (2.0 * peak));
        peak.ShouldBeInRange(0, 1.5, "the peak is found within about a day");
    }

    private static string Block(string guide, string language, string begin) =>
        Regex.Match(guide, $"^```{language}\n(?<text>{begin}.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Groups["text"].Value;
}
