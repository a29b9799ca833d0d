using System.Globalization;
using System.Text.Json;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Tests.Peers;

/// <summary>The text of a cell that <c>Node/peers.mjs</c> describes: floats and bytes as hex, times as counts.</summary>
internal static class Cells
{
    public static string? Of(Column column, int row)
    {
        if (column.IsNull(row)) return null;
        return column.Type switch
        {
            { Kind: ColumnKind.Float16 or ColumnKind.Float32 or ColumnKind.Float64 } => Of(column.GetDouble(row)),
            { Kind: ColumnKind.Binary } => "x:" + Convert.ToHexStringLower(column.GetBytes(row)),
            { Kind: ColumnKind.List } => List(column, row),
            { IsTemporal: true } => column.GetInt64(row).ToString(CultureInfo.InvariantCulture),
            _ => column.Display(row),
        };
    }

    public static List<string?> Of(Column column) => [.. Enumerable.Range(0, column.Rows).Select(row => Of(column, row))];

    public static Dictionary<string, List<string?>> Of(ArrowTable table) => table.Columns.ToDictionary(column => column.Name, Of);

    /// <summary>The columns of the script's description.</summary>
    public static Dictionary<string, List<string?>> Of(JsonElement columns) => columns.EnumerateArray().ToDictionary(
        column => column.GetProperty("name").GetString()!,
        column => column.GetProperty("cells").EnumerateArray().Select(cell => cell.GetString()).ToList());

    public static void ShouldBeSame(Dictionary<string, List<string?>> actual, Dictionary<string, List<string?>> expected, string what)
    {
        actual.Keys.ShouldBe(expected.Keys, what);
        foreach (var (name, cells) in expected) actual[name].ShouldBe(cells, $"{what}, column {name}");
    }

    private static string List(Column column, int row)
    {
        if (column.Type.Item < ColumnKind.Float16) return column.Display(row)!.Replace(" ", "", StringComparison.Ordinal);
        // Display writes the missing items that doubles can't tell from NaN.
        var missing = column.Display(row)!.Trim('[', ']').Split(", ");
        return $"[{string.Join(",", column.GetDoubles(row)!.Select((item, i) => missing[i] == "null" ? "null" : Of(item)))}]";
    }

    private static string Of(double value) => double.IsNaN(value)
        ? "f:nan"
        : "f:" + BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);
}
