using ModelOps.Bundles.Comparing;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary>Compares two bundles, pushed or not, by what their indexes say.</summary>
internal static class BundleComparison
{
    /// <summary>What the second has otherwise than the first.</summary>
    public static async Task<BundleDiffAnswer> RunAsync(CliContext context, string first, string second, CancellationToken cancellationToken)
    {
        using var before = await RemoteBundle.OpenAsync(context, first, cancellationToken);
        using var after = await RemoteBundle.OpenAsync(context, second, cancellationToken);
        var diff = BundleDiff.Between(before.Bundle.Index.Files.Select(file => file.Entry), after.Bundle.Index.Files.Select(file => file.Entry));
        return new(
            before.Target.ToString() ?? "",
            after.Target.ToString() ?? "",
            diff.IsEmpty,
            [
                .. diff.Added.Select(change => Entry(change, "added")),
                .. diff.Modified.Select(change => Entry(change, "modified")),
                .. diff.Removed.Select(change => Entry(change, "removed")),
            ]);
    }

    /// <summary>The answer for people.</summary>
    public static void Render(BundleDiffAnswer answer, TextWriter output)
    {
        if (answer.IsEqual) output.Write("No differences\n");
        Group(output, answer, "added", "Added", entry => $"+ {entry.Path} ({ByteSize.Text(entry.NewSize ?? 0)})");
        Group(output, answer, "modified", "Modified", entry => $"~ {entry.Path} (size: {ByteSize.Text(entry.OldSize ?? 0)} → {ByteSize.Text(entry.NewSize ?? 0)})");
        Group(output, answer, "removed", "Removed", entry => $"- {entry.Path}");
    }

    private static void Group(TextWriter output, BundleDiffAnswer answer, string type, string title, Func<DiffEntry, string> line)
    {
        var entries = answer.Changes.Where(entry => entry.ChangeType == type).ToList();
        if (entries.Count == 0) return;
        output.Write($"{title} ({entries.Count} {(entries.Count == 1 ? "file" : "files")}):\n");
        foreach (var entry in entries) output.Write($"  {line(entry)}\n");
    }

    private static DiffEntry Entry(FileChange change, string type) =>
        new(change.Path, type, change.Before?.Size, change.After?.Size, (change.After?.Size ?? 0) - (change.Before?.Size ?? 0));
}
