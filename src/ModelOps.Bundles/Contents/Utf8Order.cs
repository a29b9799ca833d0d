namespace ModelOps.Bundles.Contents;

/// <summary>
/// The order of the UTF-8 bytes of texts, which is that of their code points. .NET's ordinal order compares UTF-16 code units, which
/// puts U+10000 and above before U+E000 to U+FFFF.
/// </summary>
public sealed class Utf8Order : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static readonly Utf8Order Instance = new();

    private Utf8Order()
    {
    }

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var common = x.AsSpan().CommonPrefixLength(y);
        return common == x.Length || common == y.Length ? x.Length - y.Length : Rank(x[common]) - Rank(y[common]);
    }

    // Surrogates move above everything else; whatever lay above them moves down.
    private static int Rank(char c) => c < '\uD800' ? c : c <= '\uDFFF' ? c + 0x2000 : c - 0x800;
}
