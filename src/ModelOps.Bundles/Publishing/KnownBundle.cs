using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Specs;

namespace ModelOps.Bundles.Publishing;

/// <summary>Finds out without packing that a bundle is what a push would make again.</summary>
internal static class KnownBundle
{
    /// <summary>Whether an index says exactly what a spec and its files say.</summary>
    /// <param name="index">The index of the bundle.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="members">Its files, in the order of the UTF-8 bytes of their paths.</param>
    public static bool IsSame(BundleIndex index, BundleSpec spec, IReadOnlyList<BundleMember> members) =>
        index.Files.Count == members.Count
        && index.Layers.SequenceEqual(spec.Layers.Select(layer => layer.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal)
        && index.Roles.Count == spec.Roles.Count
        && spec.Roles.All(role => index.Roles.TryGetValue(role.Name, out var layers) && layers.SequenceEqual(role.Layers, StringComparer.Ordinal))
        && index.Files.Zip(members).All(pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(BundleFile file, BundleMember member) =>
        file.Entry == member.Entry && file.Layer == member.Layer && (file.Place as FilePlace.External) == member.External;
}
