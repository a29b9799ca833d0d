namespace ModelOps.Contracts.Parameters;

/// <summary>
/// Orders texts by Unicode code point, as Python does. .NET's ordinal order compares UTF-16 units and would place
/// U+10000 and above before U+E000.
/// </summary>
public sealed class CodePointComparer : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static readonly CodePointComparer Instance = new();

    private CodePointComparer()
    {
    }

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return string.CompareOrdinal(x, y);
        for (var i = 0; i < x.Length && i < y.Length; i++)
        {
            if (x[i] == y[i]) continue;
            // At the first difference a surrogate stands for a code point above every other unit.
            var (left, right) = (char.IsSurrogate(x[i]), char.IsSurrogate(y[i]));
            return left == right ? x[i] - y[i] : left ? 1 : -1;
        }
        return x.Length - y.Length;
    }
}
