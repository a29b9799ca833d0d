namespace ModelOps.Bundles.Ignoring;

/// <summary>An ignore file in the grammar of gitignore(5).</summary>
internal sealed class IgnoreRules
{
    /// <summary>The name of the file, in the root of a project folder.</summary>
    public const string FileName = ".modelopsignore";

    private readonly List<IgnoreRule> _lastFirst;

    private IgnoreRules(IEnumerable<IgnoreRule> lastFirst) => _lastFirst = [.. lastFirst];

    public static IgnoreRules Parse(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line);
        return new(lines.Select(IgnoreRule.Parse).OfType<IgnoreRule>().Reverse());
    }

    /// <summary>
    /// Whether the last rule about a path excludes it. What lies in an excluded folder is excluded with it, and can't be taken back:
    /// the caller does not enter it.
    /// </summary>
    public bool Excludes(string path, bool isFolder)
    {
        if (_lastFirst.Count == 0) return false;
        var bytes = Wildmatch.Bytes(path);
        return _lastFirst.Find(rule => rule.Matches(bytes, isFolder)) is { IsNegated: false };
    }
}
