using System.Text.Json;

namespace ModelOps.Examples.Tests.Programs;

/// <summary>Reads the tables of Python models.</summary>
internal static class JsonTables
{
    /// <summary>A column of a returned table, as numbers.</summary>
    public static double[] Column(this JsonElement tables, string table, string column) =>
        [.. tables.GetProperty(table).GetProperty(column).EnumerateArray().Select(cell => cell.GetDouble())];

    /// <summary>A list of lists of integers, such as a trajectory.</summary>
    public static long[][] Rows(this JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToArray())];

    /// <summary>The mean of a column over several returned tables, row by row.</summary>
    public static double[] MeanColumn(this IReadOnlyCollection<JsonElement> replicates, string table, string column)
    {
        var columns = replicates.Select(tables => tables.Column(table, column)).ToArray();
        return [.. Enumerable.Range(0, columns[0].Length).Select(row => columns.Average(values => values[row]))];
    }
}
