using System.Security.Cryptography;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Dask;
using ModelOps.Testing.Servers.Dask;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>Models on a cluster.</summary>
internal static class RemoteModels
{
    /// <summary>The binding with the content digest that its folder has: what is unpacked on the cluster is judged by it.</summary>
    public static ModelBinding Pinned(this ModelBinding model) => model with { Content = ContentDigest.Of(Entries(model.Root)) };

    /// <summary>An engine for a model on a cluster.</summary>
    public static DaskEngine On(this ModelBinding model, string address, Func<DaskOptions, DaskOptions>? with = null)
    {
        var options = new DaskOptions { Scheduler = address, Python = DaskCluster.Python };
        return new(model.Pinned(), with is null ? options : with(options));
    }

    private static IEnumerable<ContentEntry> Entries(string root) =>
        from path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        let bytes = File.ReadAllBytes(path)
        select new ContentEntry(
            Path.GetRelativePath(root, path), !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute), bytes.Length, Digest.FromHash(SHA256.HashData(bytes)));
}
