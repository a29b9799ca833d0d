using System.Diagnostics;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.Tables.Tests.Peers;

/// <summary>Runs <c>Node/peers.mjs</c>: apache-arrow and nodejs-polars, installed beside it or where MOPS_TEST_NODE_MODULES says.</summary>
internal static class PeerScript
{
    private static readonly string Folder = Path.Combine(SourceFolder.Path, "Node");

    /// <summary>Runs the script and gives what it printed.</summary>
    public static async Task<string> RunAsync(string mode, string folder)
    {
        Require();
        using var node = new Process
        {
            StartInfo = new("node", [Path.Combine(Folder, "peers.mjs"), mode, folder])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        node.Start();
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await error);
        return output;
    }

    /// <summary>Skips the test, or fails it in CI, if node or the packages are not there.</summary>
    public static void Require()
    {
        var modules = Environment.GetEnvironmentVariable("MOPS_TEST_NODE_MODULES") ?? Path.Combine(Folder, "node_modules");
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Prerequisite.Require(onPath.Any(folder => File.Exists(Path.Combine(folder, "node"))), "node 20 or later", "apt-get install nodejs");
        Prerequisite.Require(
            new[] { "apache-arrow", "nodejs-polars" }.All(name => Directory.Exists(Path.Combine(modules, name))),
            "the npm packages apache-arrow and nodejs-polars",
            $"npm ci --prefix {Folder}, or MOPS_TEST_NODE_MODULES=<a node_modules folder>");
    }
}
