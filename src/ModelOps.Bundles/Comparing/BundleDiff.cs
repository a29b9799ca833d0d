using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Comparing;

/// <summary>What two states of a bundle's files differ in.</summary>
/// <param name="Added">Only in the second.</param>
/// <param name="Modified">In both, with other bytes or another executable bit.</param>
/// <param name="Removed">Only in the first.</param>
public sealed record BundleDiff(IReadOnlyList<FileChange> Added, IReadOnlyList<FileChange> Modified, IReadOnlyList<FileChange> Removed)
{
    /// <summary>Whether there is no difference.</summary>
    public bool IsEmpty => Added.Count + Modified.Count + Removed.Count == 0;

    /// <summary>Compares; no file is read. Every list is in the order of the UTF-8 bytes of the paths.</summary>
    public static BundleDiff Between(IEnumerable<ContentEntry> first, IEnumerable<ContentEntry> second)
    {
        var before = first.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        var after = second.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        var changes = before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .OrderBy(path => path, Utf8Order.Instance)
            .Select(path => new FileChange(path, before.GetValueOrDefault(path), after.GetValueOrDefault(path)))
            .Where(change => change.Before != change.After)
            .ToList();
        return new(
            changes.FindAll(change => change.Before is null),
            changes.FindAll(change => change is { Before: not null, After: not null }),
            changes.FindAll(change => change.After is null));
    }
}
