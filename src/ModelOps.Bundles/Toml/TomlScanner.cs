using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Toml;

/// <summary>A position in a TOML text.</summary>
internal sealed class TomlScanner(string text, string source)
{
    private const int MaxDepth = 100;

    private int _depth;
    private (int Position, int Line) _mark = (0, 1);

    public string Text => text;

    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>The character here; NUL, which no TOML has, at the end.</summary>
    public char Current => AtEnd ? '\0' : text[Position];

    /// <summary>The line here, counted from 1.</summary>
    public int Line
    {
        get
        {
            // Lines are asked for in the order of the text, so that each is counted once.
            var (from, line) = Position >= _mark.Position ? _mark : (0, 1);
            _mark = (Math.Min(Position, text.Length), line + text.AsSpan(from, Math.Min(Position, text.Length) - from).Count('\n'));
            return _mark.Line;
        }
    }

    public bool StartsWith(string token) => string.CompareOrdinal(text, Position, token, 0, token.Length) == 0;

    public bool TryTake(string token)
    {
        if (!StartsWith(token)) return false;
        Position += token.Length;
        return true;
    }

    public void Take(string token, string where)
    {
        if (!TryTake(token)) throw Error($"expected '{token}' {where}");
    }

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t') Position++;
    }

    /// <summary>Takes one end of line; false if there is none here.</summary>
    public bool TryTakeNewLine() => TryTake("\n") || TryTake("\r\n");

    /// <summary>Takes blanks, ends of lines and comments.</summary>
    public void SkipBlankLines()
    {
        do
        {
            SkipBlanks();
            SkipComment();
        }
        while (TryTakeNewLine());
    }

    /// <summary>Takes what may follow a statement: blanks, a comment, and the end of the line or of the text.</summary>
    public void EndStatement()
    {
        SkipBlanks();
        SkipComment();
        if (!AtEnd && !TryTakeNewLine()) throw Error("expected the end of the line after a statement");
    }

    /// <summary>Counts a level of nesting while it lasts.</summary>
    public T Nested<T>(Func<T> parse)
    {
        if (++_depth > MaxDepth) throw Error($"nested more than {MaxDepth} levels deep");
        var value = parse();
        _depth--;
        return value;
    }

    /// <summary>The error at this position; it names source and line.</summary>
    public InvalidInputException Error(string problem) => new("invalid_toml", $"{source}:{Line}: not valid TOML: {problem}.");

    private void SkipComment()
    {
        if (Current != '#') return;
        while (!AtEnd && Current != '\n' && !StartsWith("\r\n"))
        {
            if (IsControl(Current)) throw Error("a comment has a control character");
            Position++;
        }
    }

    /// <summary>Whether a character may stand in no string and no comment (TOML 1.0, "Comment"); a tab may.</summary>
    public static bool IsControl(char c) => c is < ' ' and not '\t' or '\x7f';
}
