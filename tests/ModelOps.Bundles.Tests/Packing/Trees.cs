using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Contracts.Digests;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Packing;

/// <summary>Folders to be packed.</summary>
internal static class Trees
{
    public const string Layer = "code";

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Roles =
        new Dictionary<string, IReadOnlyList<string>> { [BundleIndex.DefaultRole] = [Layer] };

    /// <summary>Writes files, packs them in one layer, and leaves them there.</summary>
    public static Task<PackedBundle> PackAsync(TemporaryFolder folder, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files) folder.Write(path, text);
        return PackAsync(folder, files.Select(file => Member(folder, file.Path)));
    }

    public static Task<PackedBundle> PackAsync(TemporaryFolder folder, IEnumerable<BundleMember> members, BundleIndex? known = null)
    {
        var all = members.ToList();
        string[] layers = [Layer, .. all.Select(member => member.Layer).Distinct()];
        return BundlePacker.PackAsync(folder.Path, all, layers, Roles, known, TestContext.Current.CancellationToken);
    }

    /// <summary>A file as it is now.</summary>
    public static BundleMember Member(TemporaryFolder folder, string path, string layer = Layer)
    {
        var bytes = File.ReadAllBytes(folder[path]);
        var executable = File.GetUnixFileMode(folder[path]).HasFlag(UnixFileMode.UserExecute);
        return new(new ContentEntry(path, executable, bytes.Length, Digest.Of(bytes)), layer);
    }
}
