using System.Buffers.Binary;
using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Execution.Results;

/// <summary>Reads the tables of a RESULT frame (docs/worker-protocol.md) and gives each as an Arrow stream.</summary>
internal ref struct ResultReader
{
    private const byte ArrowForm = 1;
    private const byte MissingBit = 0x80;

    private readonly ReadOnlyMemory<byte> _payload;
    private readonly TableTemplates _templates;
    private int _at;

    private ResultReader(ReadOnlyMemory<byte> payload, TableTemplates templates) => (_payload, _templates) = (payload, templates);

    /// <summary>The tables by name. Nothing of the result refers to the payload.</summary>
    /// <param name="payload">The frame's payload after the duration.</param>
    /// <param name="templates">The shapes that the worker's tables had before; learns new ones.</param>
    /// <exception cref="CorruptDataException">Code <c>worker_protocol</c>: the payload is no set of tables.</exception>
    public static Dictionary<string, ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> payload, TableTemplates templates)
    {
        var reader = new ResultReader(payload, templates);
        var count = reader.UInt16();
        var tables = new Dictionary<string, ReadOnlyMemory<byte>>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = reader.Text();
            if (!tables.TryAdd(name, reader.Table())) throw Garbage($"the table '{name}' comes twice");
        }
        if (reader._at != payload.Length) throw Garbage($"{payload.Length - reader._at} bytes follow the last table");
        return tables;
    }

    private static CorruptDataException Garbage(string what) => new("worker_protocol", $"A result can't be read: {what}.");

    private ReadOnlyMemory<byte> Table() => Byte() == ArrowForm ? Bytes(Length()).ToArray() : Columns();

    private byte[] Columns()
    {
        if (_templates.Find(_payload.Span[_at..]) is { } template)
        {
            _at += template.ShapeBytes;
            return template.Fill(Bytes(template.DataBytes).Span);
        }
        var start = _at;
        var columns = new RawColumn[UInt16()];
        var missing = new bool[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var kind = Byte();
            missing[i] = (kind & MissingBit) != 0;
            columns[i] = new(Text(), (RawKind)(kind & ~MissingBit), default, default);
        }
        var rows = Length();
        var shape = _payload.Span[start.._at];
        for (var i = 0; i < columns.Length; i++)
        {
            var validity = missing[i] ? Bytes(rows) : default;
            columns[i] = columns[i] with { Validity = validity, Data = Data(columns[i].Kind, rows) };
        }
        var stream = TableEncoder.Encode(columns, rows);
        _templates.Add(shape, columns, stream);
        return stream;
    }

    private ReadOnlyMemory<byte> Data(RawKind kind, int rows)
    {
        if (kind != RawKind.Utf8) return Bytes((long)rows * Width(kind));
        var offsetBytes = ((long)rows + 1) * sizeof(int);
        var offsets = Bytes(offsetBytes).Span;
        var previous = 0;
        for (var i = 0; i <= rows; i++)
        {
            var offset = BinaryPrimitives.ReadInt32LittleEndian(offsets[(i * sizeof(int))..]);
            if (offset < previous || (i == 0 && offset != 0)) throw Garbage("the offsets of a column of texts go back");
            previous = offset;
        }
        Bytes(previous);
        return _payload.Slice(_at - previous - offsets.Length, offsets.Length + previous);
    }

    private static int Width(RawKind kind) => kind switch
    {
        RawKind.Null => 0,
        RawKind.Bool or RawKind.Int8 or RawKind.UInt8 => 1,
        RawKind.Int16 or RawKind.UInt16 or RawKind.Float16 => 2,
        RawKind.Int32 or RawKind.UInt32 or RawKind.Float32 or RawKind.Date32 => 4,
        >= RawKind.Int64 and <= RawKind.DurationNanoseconds => 8,
        _ => throw Garbage($"{(byte)kind} is no type of a column"),
    };

    private ReadOnlyMemory<byte> Bytes(long count)
    {
        if (count > _payload.Length - _at) throw Garbage("it is too short");
        _at += (int)count;
        return _payload.Slice(_at - (int)count, (int)count);
    }

    private byte Byte() => Bytes(1).Span[0];

    private int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2).Span);

    private int Length()
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4).Span);
        return length <= int.MaxValue / 8 ? (int)length : throw Garbage($"it claims {length} rows or bytes");
    }

    private string Text() => Encoding.UTF8.GetString(Bytes(UInt16()).Span);
}
