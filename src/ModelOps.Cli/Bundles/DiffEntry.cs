namespace ModelOps.Cli.Bundles;

/// <summary>A file that differs.</summary>
/// <param name="Path">Its path.</param>
/// <param name="ChangeType"><c>added</c>, <c>modified</c> or <c>removed</c>.</param>
/// <param name="OldSize">Its size in the first bundle, or null.</param>
/// <param name="NewSize">Its size in the second, or null.</param>
/// <param name="SizeDelta">By how much it grew.</param>
internal sealed record DiffEntry(string Path, string ChangeType, long? OldSize, long? NewSize, long SizeDelta);
