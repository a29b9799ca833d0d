using System.Text;
using System.Text.RegularExpressions;

namespace ModelOps.Bundles.Specs.Patterns;

/// <summary>
/// The patterns of a spec over paths from the bundle's root. Those that choose a layer's files are Python's <c>glob</c>: <c>*</c> and
/// <c>?</c> stay in a folder, <c>**</c> spans any number of them, and what lies under a name that begins with a dot is only chosen by a
/// pattern with such a part. Those that ignore files or send them to object stores are its <c>fnmatch</c>: <c>*</c> spans folders, and a
/// leading <c>**/</c> also stands for the root. They run in time linear in the path.
/// </summary>
public sealed class GlobPattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant;
    private const string Anywhere = "**/";

    private readonly SimplePattern? _simple;
    private readonly Lazy<Regex> _expression;
    private readonly bool _seesHidden;

    private GlobPattern(string text, string expression, SimplePattern? simple, bool seesHidden)
    {
        (Text, _simple, _seesHidden) = (text, simple, seesHidden);
        _expression = new(() => new Regex($"\\A{expression}\\z", Options, Regex.InfiniteMatchTimeout));
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>A pattern that chooses files.</summary>
    public static GlobPattern Choosing(string text)
    {
        var expression = new StringBuilder();
        var parts = text.Split('/').SkipWhile(part => part == ".").ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var isLast = i == parts.Count - 1;
            if (parts[i] == "**") expression.Append(isLast ? ".+" : "(?:.*/)?");
            else Append(expression, isLast ? parts[i] : parts[i] + "/", any: "[^/]");
        }
        return new(text, expression.ToString(), SimplePattern.Of(parts), parts.Exists(part => part.StartsWith('.')));
    }

    /// <summary>A pattern that ignores files or rules where they go.</summary>
    public static GlobPattern Ruling(string text)
    {
        var expression = new StringBuilder();
        var isAnywhere = text.StartsWith(Anywhere, StringComparison.Ordinal);
        if (isAnywhere) expression.Append("(?:.*/)?");
        Append(expression, isAnywhere ? text[Anywhere.Length..] : text, any: ".");
        return new(text, expression.ToString(), simple: null, seesHidden: true);
    }

    /// <summary>Whether the pattern is for a path (relative, forward slashes).</summary>
    public bool IsMatch(string path) => (_seesHidden || !IsHidden(path)) && (_simple?.IsMatch(path) ?? _expression.Value.IsMatch(path));

    /// <inheritdoc />
    public override string ToString() => Text;

    private static bool IsHidden(string path) => path.StartsWith('.') || path.Contains("/.", StringComparison.Ordinal);

    private static void Append(StringBuilder expression, string pattern, string any)
    {
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '[' && ClassEnd(pattern, at) is > 0 and var end)
            {
                AppendClass(expression, pattern[(at + 1)..end]);
                at = end;
                continue;
            }
            expression.Append(pattern[at] switch
            {
                '*' => any + "*",
                '?' => any,
                var literal => Regex.Escape(literal.ToString()),
            });
        }
    }

    // A bracket right after the opening (or its '!') stands for itself.
    private static int ClassEnd(string pattern, int open)
    {
        var first = open + 1 < pattern.Length && pattern[open + 1] == '!' ? open + 2 : open + 1;
        return first + 1 < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
    }

    private static void AppendClass(StringBuilder expression, string members)
    {
        var isNegated = members[0] == '!';
        expression.Append(isNegated ? "[^/" : "[");
        foreach (var member in isNegated ? members[1..] : members)
        {
            if (member is '\\' or '[' or ']' or '^') expression.Append('\\');
            expression.Append(member);
        }
        expression.Append(']');
    }
}
