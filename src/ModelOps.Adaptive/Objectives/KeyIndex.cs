using System.Globalization;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Objectives;

/// <summary>The rows of a table by key.</summary>
internal static class KeyIndex
{
    // Ends the length that precedes each cell, so that no two keys join to one text.
    private const char Separator = ':';

    /// <summary>Every key's row; numeric key columns compare as numbers.</summary>
    /// <param name="keys">The key columns.</param>
    /// <param name="numeric">Which of them compare as numbers.</param>
    /// <param name="duplicate">The error of a key in two rows, which are counted from 0.</param>
    public static Dictionary<string, int> Of(IReadOnlyList<KeyColumn> keys, IReadOnlyList<bool> numeric, Func<int, int, InvalidInputException> duplicate)
    {
        var rows = new Dictionary<string, int>(keys[0].Cells.Count);
        for (var row = 0; row < keys[0].Cells.Count; row++)
        {
            var key = KeyAt(keys, row, numeric);
            if (!rows.TryAdd(key, row)) throw duplicate(rows[key], row);
        }
        return rows;
    }

    /// <summary>The key of a row; a cell of a numeric column as its number, so that 5, 5.0 and 05 are one.</summary>
    public static string KeyAt(IReadOnlyList<KeyColumn> keys, int row, IReadOnlyList<bool> numeric)
    {
        if (keys.Count == 1) return Cell(keys[0].Cells[row], numeric[0]);
        var cells = new string[keys.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = Cell(keys[i].Cells[row], numeric[i]);
            cells[i] = $"{cell.Length}{Separator}{cell}";
        }
        return string.Concat(cells);
    }

    /// <summary>A row's key for messages: <c>day=3, place="north"</c>.</summary>
    public static string Describe(IReadOnlyList<string> on, IReadOnlyList<KeyColumn> keys, int row) =>
        string.Join(", ", on.Select((column, i) => $"{column}={keys[i].Cells[row]}"));

    /// <summary>Whether a cell can be the key of a numeric column.</summary>
    public static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Cell(string text, bool numeric)
    {
        if (!numeric) return text;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole.ToString(CultureInfo.InvariantCulture);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return text;
        // Below 2^53 a whole double is that integer exactly.
        return Math.Floor(number) == number && Math.Abs(number) < 9007199254740992
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
