using System.Buffers;
using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Tables.Csv;

/// <summary>
/// Splits comma-separated values (RFC 4180) into cells. Rows end with LF, CR LF or CR; empty lines are passed over. It knows which
/// cells were quoted, by which a missing value and an empty text differ.
/// </summary>
internal ref struct CsvScanner
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _text;
    private readonly ArrayBufferWriter<byte> _unescaped = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private (int Line, int LineStart, int At) _start;

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">The whole text, which is UTF-8.</param>
    public CsvScanner(string file, ReadOnlySpan<byte> text)
    {
        _file = file;
        _text = text;
    }

    /// <summary>The cell without its quotation marks, until the next call.</summary>
    public ReadOnlySpan<byte> Cell { get; private set; }

    /// <summary>Whether the cell was in quotation marks.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Whether the cell is the last of its row.</summary>
    public bool EndsRow { get; private set; } = true;

    /// <summary>Goes to the next cell; false at the end of the text.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_csv</c>: quotation marks that do not fit.</exception>
    public bool MoveNext()
    {
        if (EndsRow)
        {
            while (_at < _text.Length && _text[_at] is (byte)'\r' or (byte)'\n') EndLine();
            if (_at == _text.Length) return false;
        }
        _start = (_line, _lineStart, _at);
        IsQuoted = _at < _text.Length && _text[_at] == '"';
        if (IsQuoted) TakeQuoted();
        else TakePlain();
        EndsRow = _at == _text.Length || _text[_at] != ',';
        if (_at == _text.Length) return true;
        if (EndsRow) EndLine();
        else _at++;
        return true;
    }

    /// <summary>An error about the cell, at its first character.</summary>
    public readonly InvalidInputException Error(string what) =>
        CsvTables.Invalid(_file, _start.Line, Encoding.UTF8.GetCharCount(_text[_start.LineStart.._start.At]) + 1, what);

    private void TakePlain()
    {
        var length = _text[_at..].IndexOfAny(Special);
        if (length < 0) length = _text.Length - _at;
        Cell = _text.Slice(_at, length);
        _at += length;
        if (_at < _text.Length && _text[_at] == '"')
            throw Error("a quotation mark stands inside a cell that does not begin with one; put the cell in quotation marks and double it");
    }

    private void TakeQuoted()
    {
        _unescaped.ResetWrittenCount();
        while (true)
        {
            var length = _text[(_at + 1)..].IndexOf((byte)'"');
            if (length < 0) throw Error("the quotation mark is never closed");
            var part = _text.Slice(_at + 1, length);
            CountLines(part);
            _at += length + 2;
            if (_at == _text.Length || _text[_at] != '"')
            {
                Finish(part);
                break;
            }
            // A doubled mark stands for one.
            _unescaped.Write(part);
            _unescaped.Write("\""u8);
        }
        if (_at < _text.Length && !Special.Contains(_text[_at])) throw Error("text follows the closing quotation mark; expected a comma or the end of the line");
    }

    private void Finish(ReadOnlySpan<byte> part)
    {
        if (_unescaped.WrittenCount == 0)
        {
            Cell = part;
            return;
        }
        _unescaped.Write(part);
        Cell = _unescaped.WrittenSpan;
    }

    private void CountLines(ReadOnlySpan<byte> part)
    {
        var last = part.LastIndexOf((byte)'\n');
        if (last < 0) return;
        _line += part.Count((byte)'\n');
        _lineStart = _at + 1 + last + 1;
    }

    private void EndLine()
    {
        if (_text[_at] == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n') _at++;
        _at++;
        _line++;
        _lineStart = _at;
    }
}
