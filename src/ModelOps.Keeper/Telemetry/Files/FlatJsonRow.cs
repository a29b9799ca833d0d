using ModelOps.Keeper.Telemetry.Fields;

namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>
/// The fast way through the rows that loggers write: one JSON object without nesting, with ASCII texts that have no escapes. What it takes is
/// JSON by RFC 8259; everything else is left to <see cref="JsonRow"/>.
/// </summary>
/// <param name="line">The row.</param>
/// <param name="fields">What is filled.</param>
/// <param name="shape">The names of the row before.</param>
internal ref struct FlatJsonRow(ReadOnlySpan<byte> line, SampleFields fields, RowShape shape)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private int _at;

    /// <summary>Reads the row.</summary>
    /// <returns>False if it isn't such a row; the fields then hold a part of it.</returns>
    public bool TryRead()
    {
        if (!Take((byte)'{')) return false;
        if (Take((byte)'}')) return AtEnd();
        var place = 0;
        do
        {
            if (!TryName(place++, out var field) || !TryValue(field)) return false;
        }
        while (Take((byte)','));
        return Take((byte)'}') && AtEnd();
    }

    private bool TryName(int place, out TelemetryField field)
    {
        SkipSpace();
        var length = shape.Match(place, _line[_at..], out field);
        if (length > 0)
        {
            _at += length;
            return true;
        }
        var start = _at;
        if (!TryText(out var name) || !Take((byte)':')) return false;
        field = FieldNames.Find(name);
        shape.Learn(place, _line[start.._at], field);
        return true;
    }

    private bool TryValue(TelemetryField field)
    {
        SkipSpace();
        var rest = _line[_at..];
        if (rest is [(byte)'"', ..])
        {
            if (!TryText(out var text)) return false;
            fields.SetText(field, text);
            return true;
        }
        var length = NumberText.Scan(rest, out var number);
        if (length > 0)
        {
            _at += length;
            fields.SetNumber(field, number);
            return true;
        }
        // true and false are no numbers; with null a field is as good as missing.
        if (TakeWord("null"u8)) return true;
        if (!TakeWord("true"u8) && !TakeWord("false"u8)) return false;
        fields.SetUnusable(field);
        return true;
    }

    private bool TryText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!Take((byte)'"')) return false;
        for (var end = _at; end < _line.Length; end++)
        {
            var next = _line[end];
            if (next == '"')
            {
                text = _line[_at..end];
                _at = end + 1;
                return true;
            }
            if (next is < (byte)' ' or (byte)'\\' or > 0x7E) return false;
        }
        return false;
    }

    private bool TakeWord(ReadOnlySpan<byte> word)
    {
        if (!_line[_at..].StartsWith(word)) return false;
        _at += word.Length;
        return true;
    }

    private bool Take(byte expected)
    {
        SkipSpace();
        if (_at >= _line.Length || _line[_at] != expected) return false;
        _at++;
        return true;
    }

    private bool AtEnd()
    {
        SkipSpace();
        return _at == _line.Length;
    }

    private void SkipSpace()
    {
        while (_at < _line.Length && _line[_at] is (byte)' ' or (byte)'\t' or (byte)'\r') _at++;
    }
}
