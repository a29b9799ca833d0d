namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>The cells of one line of comma-separated values (RFC 4180), from left to right.</summary>
/// <param name="line">The line without its end.</param>
internal ref struct CsvCells(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;
    private bool _more = true;

    /// <summary>Whether a quote was not closed, or something follows one that was.</summary>
    public bool Malformed { get; private set; }

    /// <summary>Takes the next cell, without its quotes.</summary>
    /// <returns>False after the last one, or when the rest is malformed.</returns>
    public bool TryNext(out ReadOnlySpan<byte> cell)
    {
        cell = default;
        if (!_more || Malformed) return false;
        if (_rest is [(byte)'"', ..]) return TryQuoted(out cell);
        var comma = _rest.IndexOf((byte)',');
        cell = comma < 0 ? _rest : _rest[..comma];
        Advance(cell.Length);
        return true;
    }

    private bool TryQuoted(out ReadOnlySpan<byte> cell)
    {
        var (end, doubled) = (1, false);
        while (true)
        {
            var quote = _rest[end..].IndexOf((byte)'"');
            end += Math.Max(quote, 0);
            if (quote < 0 || end + 1 == _rest.Length || _rest[end + 1] != '"')
            {
                Malformed = quote < 0 || (end + 1 < _rest.Length && _rest[end + 1] != ',');
                cell = doubled ? Undoubled(_rest[1..end]) : _rest[1..end];
                if (!Malformed) Advance(end + 1);
                return !Malformed;
            }
            (end, doubled) = (end + 2, true);
        }
    }

    private void Advance(int length)
    {
        _more = length < _rest.Length;
        _rest = _more ? _rest[(length + 1)..] : default;
    }

    private static byte[] Undoubled(ReadOnlySpan<byte> text)
    {
        var single = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            single.Add(text[i]);
            if (text[i] == '"') i++;
        }
        return [.. single];
    }
}
