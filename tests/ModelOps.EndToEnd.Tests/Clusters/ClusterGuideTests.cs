using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Servers.Dask;

namespace ModelOps.EndToEnd.Tests.Clusters;

/// <summary>Follows the guide from laptop to cluster, on a port of its own in place of Dask's usual one.</summary>
[Collection(ClusterTests.Name)]
public sealed class ClusterGuideTests
{
    [Fact]
    public async Task Commands_of_the_guide_work_as_they_stand()
    {
        Prerequisite.Require(DaskCluster.IsInstalled, "Debian's Dask", "sudo apt-get install -y python3-distributed");
        using var workplace = new Workplace();
        RepositoryTree.Copy(RepositoryTree.At("examples"), workplace.At("examples"));
        var guide = await File.ReadAllTextAsync(RepositoryTree.At("docs", "guides", "from-laptop-to-cluster.md"), TestContext.Current.CancellationToken);
        var commands = Regex.Matches(guide, "^```sh\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        workplace.Environment["MOPS"] = Workplace.Mops;
        workplace.Environment["MODELOPS_PYTHON"] = DaskCluster.Python;
        var script = string.Concat(commands.Select(block => block.Groups["text"].Value)).Replace("8786", FreePort(), StringComparison.Ordinal);
        workplace.Write("guide.sh", "set -e\nmops() { \"$MOPS\" \"$@\"; }\ntrap 'mops cluster local down >&2' EXIT\n" + script);

        var followed = (await workplace.RunAsync("sh", "guide.sh")).Expect(0);

        commands.Count.ShouldBe(4);
        followed.Output.ShouldContain("Dashboard  http://127.0.0.1:");
        followed.Output.ShouldContain("2 tasks completed");
        followed.Output.ShouldContain("The local cluster has ended.");
        // Both runs and both looks at them: one digest.
        Regex.Matches(followed.Output, "digest +(?<digest>sha256:[0-9a-f]{64})", RegexOptions.None, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["digest"].Value).GroupBy(digest => digest).ShouldHaveSingleItem().Count().ShouldBe(4);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
