using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelOps.Bundles.Ignoring;

/// <summary>
/// The patterns of gitignore(5) as regular expressions over the UTF-8 bytes of a path, one character a byte, as git matches them.
/// They run in time linear in the path.
/// </summary>
internal static class Wildmatch
{
    private const string AnyOne = "[^/]";
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant;

    /// <summary>A text as the matcher sees it.</summary>
    public static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The expression of a pattern in the form of <see cref="Bytes"/>; <see langword="null"/> for one that is broken, which in git matches nothing.</summary>
    public static Regex? Compile(string pattern)
    {
        var expression = new StringBuilder("\\A");
        for (var at = 0; at < pattern.Length;)
        {
            var next = pattern[at] switch
            {
                '*' => Stars(expression, pattern, at),
                '?' => One(expression, at),
                '[' => Class(expression, pattern, at),
                '\\' when at + 1 == pattern.Length => -1,
                '\\' => Literal(expression, pattern[at + 1], at + 2),
                _ => Literal(expression, pattern[at], at + 1),
            };
            if (next < 0) return null;
            at = next;
        }
        return new(expression.Append("\\z").ToString(), Options, Regex.InfiniteMatchTimeout);
    }

    private static int One(StringBuilder expression, int at)
    {
        expression.Append(AnyOne);
        return at + 1;
    }

    private static int Literal(StringBuilder expression, char value, int next)
    {
        AppendByte(expression, value);
        return next;
    }

    // "**" between slashes, or between a slash and an end, stands for any number of folders; elsewhere stars are one star.
    private static int Stars(StringBuilder expression, string pattern, int at)
    {
        var after = at;
        while (after < pattern.Length && pattern[after] == '*') after++;
        // An escaped slash ends the stars too, but then git wants at least one folder.
        var isEscapedSlash = string.CompareOrdinal(pattern, after, "\\/", 0, 2) == 0;
        var spansFolders = after - at > 1 && (at == 0 || pattern[at - 1] == '/') && (after == pattern.Length || pattern[after] == '/' || isEscapedSlash);
        if (spansFolders && after < pattern.Length && !isEscapedSlash)
        {
            expression.Append("(?:.*/)?");
            return after + 1;
        }
        expression.Append(spansFolders ? ".*" : AnyOne + "*");
        return after;
    }

    private static int Class(StringBuilder expression, string pattern, int at)
    {
        var members = new bool[256];
        var position = at + 1;
        var isNegated = position < pattern.Length && pattern[position] is '!' or '^';
        if (isNegated) position++;
        var first = position;
        while (position < pattern.Length && (pattern[position] != ']' || position == first))
        {
            position = CharacterClass.Add(members, pattern, position);
            if (position < 0) return -1;
        }
        if (position >= pattern.Length) return -1;
        expression.Append("(?:(?!)");
        for (var value = 0; value < members.Length; value++)
        {
            if (members[value] == isNegated || value == '/') continue;
            AppendByte(expression.Append('|'), (char)value);
        }
        expression.Append(')');
        return position + 1;
    }

    private static void AppendByte(StringBuilder expression, char value) =>
        expression.Append("\\x").Append(((int)value).ToString("x2", CultureInfo.InvariantCulture));
}
