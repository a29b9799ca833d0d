namespace ModelOps.Bundles.Toml;

/// <summary>What stands under a header.</summary>
/// <param name="Path">The header's keys.</param>
/// <param name="End">The offset after the line of its last statement.</param>
internal sealed record TomlSection(IReadOnlyList<string> Path, int End);
