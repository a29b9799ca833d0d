using System.Globalization;
using System.Text;

namespace ModelOps.Bundles.Toml;

/// <summary>The four kinds of strings.</summary>
internal static class TomlStrings
{
    private const int QuotesAtMost = 2;

    /// <summary>The string that begins here.</summary>
    public static string Parse(TomlScanner scanner)
    {
        if (scanner.TryTake("\"\"\"")) return ParseLines(scanner, '"', escapes: true);
        if (scanner.TryTake("'''")) return ParseLines(scanner, '\'', escapes: false);
        return ParseOneLine(scanner);
    }

    /// <summary>The string of one line that begins here; also a quoted key.</summary>
    public static string ParseOneLine(TomlScanner scanner)
    {
        var quote = scanner.Current;
        scanner.Position++;
        var text = new StringBuilder();
        while (scanner.Current != quote)
        {
            if (scanner.AtEnd || TomlScanner.IsControl(scanner.Current)) throw scanner.Error("a string is not closed on its line, or has a control character");
            if (scanner.Current == '\\' && quote == '"') AppendEscape(scanner, text);
            else text.Append(TakeOne(scanner));
        }
        scanner.Position++;
        return text.ToString();
    }

    private static string ParseLines(TomlScanner scanner, char quote, bool escapes)
    {
        scanner.TryTakeNewLine();
        var text = new StringBuilder();
        var closing = new string(quote, 3);
        while (!scanner.StartsWith(closing))
        {
            if (scanner.TryTakeNewLine()) text.Append('\n');
            else if (scanner.AtEnd || TomlScanner.IsControl(scanner.Current)) throw scanner.Error("a string is not closed, or has a control character");
            else if (scanner.Current != '\\' || !escapes) text.Append(TakeOne(scanner));
            else if (!TrySkipLineEnd(scanner)) AppendEscape(scanner, text);
        }
        scanner.Position += closing.Length;
        // One or two quotation marks may stand before the closing ones.
        for (var extra = 0; extra < QuotesAtMost && scanner.Current == quote; extra++) text.Append(TakeOne(scanner));
        return text.ToString();
    }

    // A backslash at the end of a line takes with it all white space up to the next character.
    private static bool TrySkipLineEnd(TomlScanner scanner)
    {
        var start = scanner.Position;
        scanner.Position++;
        scanner.SkipBlanks();
        if (!scanner.TryTakeNewLine())
        {
            scanner.Position = start;
            return false;
        }
        do scanner.SkipBlanks();
        while (scanner.TryTakeNewLine());
        return true;
    }

    private static char TakeOne(TomlScanner scanner)
    {
        var c = scanner.Current;
        scanner.Position++;
        return c;
    }

    private static void AppendEscape(TomlScanner scanner, StringBuilder text)
    {
        scanner.Position++;
        var id = TakeOne(scanner);
        _ = id switch
        {
            'b' => text.Append('\b'),
            't' => text.Append('\t'),
            'n' => text.Append('\n'),
            'f' => text.Append('\f'),
            'r' => text.Append('\r'),
            '"' => text.Append('"'),
            '\\' => text.Append('\\'),
            'u' => text.Append(CodePoint(scanner, 4)),
            'U' => text.Append(CodePoint(scanner, 8)),
            _ => throw scanner.Error("a string has an unknown escape"),
        };
    }

    private static string CodePoint(TomlScanner scanner, int digits)
    {
        var hex = scanner.Text.AsSpan(Math.Min(scanner.Position, scanner.Text.Length));
        if (hex.Length < digits || !AllHex(hex[..digits])
            || !Rune.TryCreate(uint.Parse(hex[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), out var rune))
        {
            throw scanner.Error($"an escape names no character by {digits} hex digits");
        }
        scanner.Position += digits;
        return rune.ToString();
    }

    private static bool AllHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }
        return true;
    }
}
