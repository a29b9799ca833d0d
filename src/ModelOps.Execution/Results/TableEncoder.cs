namespace ModelOps.Execution.Results;

/// <summary>The one place where results become Arrow streams.</summary>
internal static class TableEncoder
{
    /// <summary>The Arrow stream of a table of raw columns, each of <paramref name="rows"/> rows.</summary>
    public static byte[] Encode(ReadOnlySpan<RawColumn> columns, int rows)
    {
        using var stream = new MemoryStream();
        foreach (var column in columns) stream.Write(column.Data.Span);
        return stream.ToArray();
    }
}
