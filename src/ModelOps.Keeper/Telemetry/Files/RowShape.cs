using ModelOps.Keeper.Telemetry.Fields;

namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>The names of a row by their places: a logger writes the same ones in each row, so that one comparison finds a field.</summary>
internal sealed class RowShape
{
    private const int MostPlaces = 64;

    private readonly List<(byte[] Text, TelemetryField Field)> _places = [];

    /// <summary>The field whose name stands at a place, if it is the one of the row before.</summary>
    /// <param name="place">From 0.</param>
    /// <param name="rest">The row from the name's quotation mark on.</param>
    /// <param name="field">The field.</param>
    /// <returns>The length of the name with its colon; 0 if it is another one.</returns>
    public int Match(int place, ReadOnlySpan<byte> rest, out TelemetryField field)
    {
        field = TelemetryField.Unknown;
        if (place >= _places.Count || !rest.StartsWith(_places[place].Text)) return 0;
        field = _places[place].Field;
        return _places[place].Text.Length;
    }

    /// <summary>Keeps a name for the next row.</summary>
    /// <param name="place">From 0; those far behind are not kept.</param>
    /// <param name="text">The name with its quotation marks and its colon, as they stand.</param>
    /// <param name="field">The field.</param>
    public void Learn(int place, ReadOnlySpan<byte> text, TelemetryField field)
    {
        if (place < _places.Count) _places[place] = (text.ToArray(), field);
        else if (place == _places.Count && place < MostPlaces) _places.Add((text.ToArray(), field));
    }
}
