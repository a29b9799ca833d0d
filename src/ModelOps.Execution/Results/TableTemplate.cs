namespace ModelOps.Execution.Results;

/// <summary>
/// The Arrow stream of tables of one shape (the same columns of numbers without missing values, and as many rows) but for the
/// values: metadata, which takes longer to write than a small table's values, then the values, then the mark of the end.
/// </summary>
internal sealed class TableTemplate
{
    private const int Alignment = 8;
    private const int EndBytes = 8;

    private readonly byte[] _shape;
    private readonly byte[] _before;
    private readonly byte[] _end;
    private readonly int[] _columnBytes;
    private readonly int _streamBytes;

    private TableTemplate(ReadOnlySpan<byte> shape, int[] columnBytes, ReadOnlySpan<byte> stream)
    {
        (_shape, _columnBytes, _streamBytes) = (shape.ToArray(), columnBytes, stream.Length);
        _before = stream[..(stream.Length - EndBytes - columnBytes.Sum(Padded))].ToArray();
        _end = stream[^EndBytes..].ToArray();
        DataBytes = columnBytes.Sum();
    }

    /// <summary>How many bytes the shape takes on the wire: the columns, and the number of rows.</summary>
    public int ShapeBytes => _shape.Length;

    /// <summary>How many bytes the values take on the wire.</summary>
    public int DataBytes { get; }

    /// <summary>The template of a table's shape, or null if what <see cref="Fill"/> makes of its values is not its stream.</summary>
    /// <param name="shape">The shape as it is on the wire.</param>
    /// <param name="columns">The table's columns.</param>
    /// <param name="stream">The table's stream.</param>
    public static TableTemplate? Of(ReadOnlySpan<byte> shape, ReadOnlySpan<RawColumn> columns, ReadOnlySpan<byte> stream)
    {
        var columnBytes = new int[columns.Length];
        using var data = new MemoryStream();
        for (var i = 0; i < columnBytes.Length; i++)
        {
            if (columns[i].Kind is < RawKind.Int8 or > RawKind.Float64 || !columns[i].Validity.IsEmpty) return null;
            columnBytes[i] = columns[i].Data.Length;
            data.Write(columns[i].Data.Span);
        }
        if (columnBytes.Sum(Padded) + EndBytes > stream.Length) return null;
        var template = new TableTemplate(shape, columnBytes, stream);
        return stream.SequenceEqual(template.Fill(data.ToArray())) ? template : null;
    }

    /// <summary>Whether a table that begins with these bytes has this shape.</summary>
    public bool Fits(ReadOnlySpan<byte> table) => table.StartsWith(_shape);

    /// <summary>The stream of the table with these values, as they are on the wire.</summary>
    public byte[] Fill(ReadOnlySpan<byte> data)
    {
        var stream = new byte[_streamBytes];
        _before.CopyTo(stream, 0);
        var at = _before.Length;
        foreach (var bytes in _columnBytes)
        {
            data[..bytes].CopyTo(stream.AsSpan(at));
            data = data[bytes..];
            at += Padded(bytes);
        }
        _end.CopyTo(stream, at);
        return stream;
    }

    private static int Padded(int bytes) => checked(bytes + Alignment - 1) & -Alignment;
}
