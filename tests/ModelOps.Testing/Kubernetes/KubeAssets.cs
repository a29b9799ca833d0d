using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Processes;

namespace ModelOps.Testing.Kubernetes;

/// <summary>The folder with <c>kube-apiserver</c>, <c>etcd</c> and <c>kubectl</c> that <c>eng/kube-test-server</c> prepares.</summary>
public static class KubeAssets
{
    private const string HowTo = "eng/kube-test-server (a quarter of an hour, once)";

    private static readonly Lazy<Task<string?>> Folder = new(() => Task.Run(FindAsync));

    /// <summary>The path of one of the programs; the test is skipped where they are not prepared, and fails where <c>CI=true</c>.</summary>
    public static async Task<string> ProgramAsync(string name)
    {
        var folder = await Folder.Value;
        Prerequisite.Require(folder is not null, "a Kubernetes API server", HowTo);
        return Path.Combine(folder!, name);
    }

    private static async Task<string?> FindAsync()
    {
        var (status, output) = await TestProcess.RunAsync(RepositoryTree.At("eng", "kube-test-server"), "--check");
        return status == 0 ? output.Trim().Split('\n')[^1] : null;
    }
}
