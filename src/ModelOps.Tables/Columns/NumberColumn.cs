using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelOps.Tables.Columns;

/// <summary>A column of integers or floats.</summary>
internal sealed class NumberColumn<T>(string name, ReadOnlyMemory<byte> values, int rows, Validity validity)
    : FixedWidthColumn(name, NumberType, values, rows, validity)
    where T : unmanaged, INumber<T>
{
    private static readonly ColumnType NumberType = new(KindOf());

    public override double[] ToDoubles()
    {
        var numbers = Cast<T>();
        var result = GC.AllocateUninitializedArray<double>(Rows);
        if (typeof(T) == typeof(double)) MemoryMarshal.Cast<T, double>(numbers).CopyTo(result);
        else
        {
            for (var i = 0; i < result.Length; i++) result[i] = double.CreateTruncating(numbers[i]);
        }
        Validity.Overwrite(result, double.NaN);
        return result;
    }

    public override double GetDouble(int row) => IsNull(row) ? double.NaN : double.CreateTruncating(Cast<T>()[row]);

    public override long GetInt64(int row)
    {
        var value = Whole(row);
        return value <= long.MaxValue ? (long)value : throw OutOfRange(row, "a signed 64-bit integer");
    }

    public override ulong GetUInt64(int row)
    {
        var value = Whole(row);
        return value >= 0 ? (ulong)value : throw OutOfRange(row, "an unsigned 64-bit integer");
    }

    public override ReadOnlySpan<TValue> GetValues<TValue>() => typeof(TValue) == typeof(T) ? Cast<TValue>() : base.GetValues<TValue>();

    public override object? GetValue(int row) => IsNull(row) ? null : Cast<T>()[row];

    // .NET's default form of floats is the shortest that reads back the same.
    public override string? Display(int row) => IsNull(row) ? null : Cast<T>()[row].ToString(null, CultureInfo.InvariantCulture);

    public override CellKey GetKey(int row) =>
        IsNull(row) ? CellKey.Null
        : Type.IsInteger ? CellKey.Of(Int128.CreateTruncating(Cast<T>()[row]))
        : CellKey.Of(double.CreateTruncating(Cast<T>()[row]));

    private protected override Column With(string name, ReadOnlyMemory<byte> values, int rows, Validity validity) =>
        new NumberColumn<T>(name, values, rows, validity);

    private Int128 Whole(int row)
    {
        if (!Type.IsInteger) throw Mismatch("integers");
        return IsNull(row) ? throw Missing(row) : Int128.CreateTruncating(Cast<T>()[row]);
    }

    private static ColumnKind KindOf() => T.Zero switch
    {
        sbyte => ColumnKind.Int8,
        short => ColumnKind.Int16,
        int => ColumnKind.Int32,
        long => ColumnKind.Int64,
        byte => ColumnKind.UInt8,
        ushort => ColumnKind.UInt16,
        uint => ColumnKind.UInt32,
        ulong => ColumnKind.UInt64,
        Half => ColumnKind.Float16,
        float => ColumnKind.Float32,
        double => ColumnKind.Float64,
        _ => throw new NotSupportedException($"A column cannot hold {typeof(T)}."),
    };
}
