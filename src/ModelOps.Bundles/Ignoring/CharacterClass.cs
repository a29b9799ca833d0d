namespace ModelOps.Bundles.Ignoring;

/// <summary>What stands between the brackets of a pattern such as <c>[a-z[:digit:]_]</c>.</summary>
internal static class CharacterClass
{
    /// <summary>Adds one byte, range or named class that begins at a position; gives the position after it, or -1 for a broken one.</summary>
    public static int Add(bool[] members, string pattern, int at)
    {
        if (pattern.AsSpan(at).StartsWith("[:")) return AddNamed(members, pattern, at);
        var (low, next) = One(pattern, at);
        if (next < 0 || next + 1 >= pattern.Length || pattern[next] != '-' || pattern[next + 1] == ']') return Add(members, low, low, next);
        (var high, next) = One(pattern, next + 1);
        return Add(members, low, high, next);
    }

    private static int Add(bool[] members, int low, int high, int next)
    {
        for (var value = low; value <= high && next >= 0; value++) members[value] = true;
        return next;
    }

    private static (int Value, int Next) One(string pattern, int at)
    {
        if (pattern[at] == '\\') at++;
        return at < pattern.Length ? (pattern[at], at + 1) : (0, -1);
    }

    private static int AddNamed(bool[] members, string pattern, int at)
    {
        var end = pattern.IndexOf(']', at + 2);
        if (end < 0) return -1;
        // "[:" without ":]" is no name: git takes the bracket for itself then.
        if (pattern[end - 1] != ':' || end - 1 < at + 2) return Add(members, '[', '[', at + 1);
        Func<char, bool>? isMember = pattern[(at + 2)..(end - 1)] switch
        {
            "alnum" => char.IsAsciiLetterOrDigit,
            "alpha" => char.IsAsciiLetter,
            "blank" => value => value is ' ' or '\t',
            "cntrl" => value => value is < ' ' or '\x7f',
            "digit" => char.IsAsciiDigit,
            "graph" => value => value is > ' ' and < '\x7f',
            "lower" => char.IsAsciiLetterLower,
            "print" => value => value is >= ' ' and < '\x7f',
            "punct" => value => value is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(value),
            "space" => value => value is ' ' or >= '\t' and <= '\r',
            "upper" => char.IsAsciiLetterUpper,
            "xdigit" => char.IsAsciiHexDigit,
            _ => null,
        };
        if (isMember is null) return -1;
        for (var value = '\0'; value < members.Length; value++) members[value] |= isMember(value);
        return end + 1;
    }
}
