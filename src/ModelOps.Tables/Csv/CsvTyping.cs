using System.Numerics;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Csv;

/// <summary>
/// Chooses the type of a column of cells: the first of int64, uint64, float64, bool, date, timestamp and text that all of its values
/// fit. Without any value it is float64, as for a worker's answer.
/// </summary>
internal static class CsvTyping
{
    private delegate bool CellParser<T>(ReadOnlySpan<byte> cell, out T value);

    /// <summary>The typed column.</summary>
    public static Column ToColumn(string name, CsvCells cells)
    {
        if (cells.FirstPresent < 0) return ColumnFactory.Numbers(name, new double[cells.Count], cells.Present());
        return Numbers<long>(name, cells, CsvNumbers.TryInt64)
            ?? Numbers<ulong>(name, cells, CsvNumbers.TryUInt64)
            ?? Numbers<double>(name, cells, CsvNumbers.TryFloat64)
            ?? Bools(name, cells)
            ?? Dates(name, cells)
            ?? Timestamps(name, cells)
            ?? cells.ToTexts(name);
    }

    private static Column? Numbers<T>(string name, CsvCells cells, CellParser<T> parse)
        where T : unmanaged, INumber<T> =>
        Parse(cells, parse) is { } values ? ColumnFactory.Numbers<T>(name, values, cells.Present()) : null;

    private static Column? Bools(string name, CsvCells cells) => Parse<bool>(cells, CsvNumbers.TryBool) is { } values
        ? ColumnFactory.Bools(name, [.. values.Select((value, row) => cells.IsMissing(row) ? (bool?)null : value)])
        : null;

    private static Column? Dates(string name, CsvCells cells) => Parse<DateOnly>(cells, CsvTimes.TryDate) is { } values
        ? ColumnFactory.Temporal(name, new(ColumnKind.Date32), Counts(cells, row => values[row].DayNumber - CsvTimes.EpochDay))
        : null;

    private static Column? Timestamps(string name, CsvCells cells)
    {
        if (Parse<CsvTimestamp>(cells, CsvTimes.TryTimestamp) is not { } values) return null;
        var present = values.Where((_, row) => !cells.IsMissing(row)).ToList();
        // Times with and without a zone can't be compared.
        if (present.Exists(value => value.HasZone != present[0].HasZone)) return null;
        var unit = CsvTimestamp.UnitOf(present.Max(value => value.FractionDigits));
        if (!present.TrueForAll(value => value.FitsIn(unit))) return null;
        var type = new ColumnType(ColumnKind.Timestamp, unit, present[0].HasZone ? "UTC" : null);
        return ColumnFactory.Temporal(name, type, Counts(cells, row => values[row].In(unit)));
    }

    private static long?[] Counts(CsvCells cells, Func<int, long> count)
    {
        var counts = new long?[cells.Count];
        for (var row = 0; row < counts.Length; row++)
        {
            if (!cells.IsMissing(row)) counts[row] = count(row);
        }
        return counts;
    }

    // Null unless all values fit.
    private static T[]? Parse<T>(CsvCells cells, CellParser<T> parse)
    {
        if (!parse(cells[cells.FirstPresent], out _)) return null;
        var values = new T[cells.Count];
        for (var row = cells.FirstPresent; row < values.Length; row++)
        {
            if (!cells.IsMissing(row) && !parse(cells[row], out values[row])) return null;
        }
        return values;
    }
}
