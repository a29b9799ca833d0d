using System.Globalization;
using System.Text.RegularExpressions;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.Testing.ObjectStores;

/// <summary>Starts servers of the pinned npm packages.</summary>
public static partial class NodeServer
{
    private static readonly string Folder = RepositoryTree.At("tests", "ModelOps.Testing", "Node");

    /// <summary>Starts a script of an installed package; the test is skipped where it is not installed.</summary>
    /// <param name="module">The script, as <c>package/path</c>.</param>
    /// <param name="arguments">Its arguments, of which one makes it choose a free port.</param>
    public static Task<(ServerProcess Server, int Port)> StartAsync(string module, params string[] arguments)
    {
        var package = module.Split('/')[0];
        Prerequisite.Require(Directory.Exists(Path.Combine(Folder, "node_modules", package)), $"the npm package {package}", "eng/test-servers");
        return ServerProcess.StartAsync("node", [Path.Combine(Folder, "serve.cjs"), module, .. arguments], PortOf);
    }

    private static int? PortOf(string line) =>
        Address().Match(line) is { Success: true } match ? int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"listen\w* .*(127\.0\.0\.1|localhost):(?<port>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
