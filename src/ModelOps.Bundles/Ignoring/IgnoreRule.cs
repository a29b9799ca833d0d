using System.Text.RegularExpressions;

namespace ModelOps.Bundles.Ignoring;

/// <summary>One line of an ignore file.</summary>
internal sealed class IgnoreRule
{
    private static readonly char[] Special = ['*', '?', '[', '\\'];

    private readonly string? _literal;
    private readonly string? _ending;
    private readonly Lazy<Regex?> _expression = new((Regex?)null);
    private readonly bool _onlyFolders;
    private readonly bool _anyFolder;

    private IgnoreRule(string pattern)
    {
        IsNegated = pattern.StartsWith('!');
        if (IsNegated) pattern = pattern[1..];
        _onlyFolders = pattern.EndsWith('/');
        if (_onlyFolders) pattern = pattern[..^1];
        // A slash at the beginning or in the middle ties a pattern to the root; else it is for a name in any folder.
        _anyFolder = !pattern.Contains('/', StringComparison.Ordinal);
        if (pattern.StartsWith('/')) pattern = pattern[1..];
        pattern = Wildmatch.Bytes(pattern);
        // Most patterns are a name or "*.ending"; expressions are slow to make, and made when one is first needed.
        if (pattern.IndexOfAny(Special) < 0) _literal = pattern;
        else if (_anyFolder && pattern[0] == '*' && pattern.IndexOfAny(Special, 1) < 0) _ending = pattern[1..];
        else _expression = new(() => Wildmatch.Compile(pattern));
    }

    /// <summary>Whether the rule takes back what earlier ones exclude.</summary>
    public bool IsNegated { get; }

    /// <summary>The rule of a line without its end; <see langword="null"/> for an empty line or a comment.</summary>
    public static IgnoreRule? Parse(string line)
    {
        var pattern = WithoutTrailingSpaces(line);
        return pattern.Length == 0 || pattern.StartsWith('#') ? null : new(pattern);
    }

    /// <summary>Whether the rule is about a path.</summary>
    /// <param name="path">The path from the root, in the form of <see cref="Wildmatch.Bytes"/>.</param>
    /// <param name="isFolder">Whether a folder has it.</param>
    public bool Matches(string path, bool isFolder)
    {
        if (_onlyFolders && !isFolder) return false;
        var subject = _anyFolder ? path[(path.LastIndexOf('/') + 1)..] : path;
        if (_literal is not null) return subject == _literal;
        return _ending is not null ? subject.EndsWith(_ending, StringComparison.Ordinal) : _expression.Value?.IsMatch(subject) ?? false;
    }

    // A backslash keeps the space after it.
    private static string WithoutTrailingSpaces(string line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] == ' ' && !IsEscaped(line, end - 1)) end--;
        return line[..end];
    }

    private static bool IsEscaped(string line, int at)
    {
        var backslashes = 0;
        while (at - backslashes > 0 && line[at - backslashes - 1] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }
}
