namespace ModelOps.Keeper.Telemetry;

/// <summary>The order of time of a table's rows.</summary>
internal static class SampleOrder
{
    /// <summary>The rows by time; those of the same time by their place.</summary>
    /// <returns>The rows, and how many of them stood after a later one.</returns>
    public static (int[] Rows, long Reordered) Of(SampleTable table)
    {
        var (times, rows) = (new long[table.Count], new int[table.Count]);
        var (latest, reordered) = (long.MinValue, 0L);
        for (var row = 0; row < rows.Length; row++)
        {
            (times[row], rows[row]) = (table.TimeOf(row), row);
            if (times[row] < latest) reordered++;
            else latest = times[row];
        }
        if (reordered == 0) return (rows, 0);
        Array.Sort(times, rows);
        foreach (var (start, end) in SameTime(times)) Array.Sort(rows, start, end - start);
        return (rows, reordered);
    }

    /// <summary>Leaves out the rows that equal an earlier one of the same time in every field.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="rows">By time.</param>
    public static int[] WithoutDuplicates(SampleTable table, int[] rows)
    {
        var times = Array.ConvertAll(rows, table.TimeOf);
        var (kept, seen, copied) = (new int[rows.Length], new HashSet<Sample>(), 0);
        var count = 0;
        foreach (var (start, end) in SameTime(times))
        {
            for (; copied < start; copied++) kept[count++] = rows[copied];
            seen.Clear();
            for (; copied < end; copied++)
            {
                if (seen.Add(table[rows[copied]])) kept[count++] = rows[copied];
            }
        }
        for (; copied < rows.Length; copied++) kept[count++] = rows[copied];
        return count == rows.Length ? rows : kept[..count];
    }

    // The stretches of more than one row that share a time.
    private static IEnumerable<(int Start, int End)> SameTime(long[] times)
    {
        for (var start = 0; start < times.Length;)
        {
            var end = start + 1;
            while (end < times.Length && times[end] == times[start]) end++;
            if (end - start > 1) yield return (start, end);
            start = end;
        }
    }
}
