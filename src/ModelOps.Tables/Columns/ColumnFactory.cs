using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace ModelOps.Tables.Columns;

/// <summary>Makes columns of .NET values, for tables that the product itself writes.</summary>
public static class ColumnFactory
{
    /// <summary>A column of integers or floats.</summary>
    /// <typeparam name="T">One of the .NET types of Arrow's numbers: 8 to 64-bit integers, <see cref="Half"/>, float, double.</typeparam>
    /// <param name="name">The name of the column.</param>
    /// <param name="values">The values; they are copied.</param>
    /// <param name="present">False for a missing value; of the same length, or null if none is missing.</param>
    public static Column Numbers<T>(string name, ReadOnlySpan<T> values, bool[]? present = null)
        where T : unmanaged, INumber<T> =>
        new NumberColumn<T>(name, MemoryMarshal.AsBytes(values).ToArray(), values.Length, ValidityOf(name, present, values.Length));

    /// <summary>A column of truth values; null is a missing one.</summary>
    public static Column Bools(string name, IReadOnlyList<bool?> values)
    {
        var bits = new byte[Bitmap.Bytes(values.Count)];
        var present = new bool[values.Count];
        for (var i = 0; i < present.Length; i++)
        {
            present[i] = values[i].HasValue;
            if (values[i] is true) Bitmap.Set(bits, i);
        }
        return new BoolColumn(name, bits, present.Length, ValidityOf(name, present, present.Length));
    }

    /// <summary>A column of texts; null is a missing one. Half of a surrogate pair becomes U+FFFD.</summary>
    public static Column Texts(string name, IReadOnlyList<string?> values)
    {
        var offsetBytes = new byte[(values.Count + 1) * sizeof(int)];
        var offsets = MemoryMarshal.Cast<byte, int>(offsetBytes.AsSpan());
        var present = new bool[values.Count];
        using var data = new MemoryStream();
        for (var i = 0; i < present.Length; i++)
        {
            present[i] = values[i] is not null;
            data.Write(Encoding.UTF8.GetBytes(values[i] ?? ""));
            offsets[i + 1] = (int)data.Length;
        }
        var validity = ValidityOf(name, present, present.Length);
        return new OffsetBytesColumn(name, isText: true, new(offsetBytes, data.ToArray()), present.Length, validity);
    }

    /// <summary>A column of dates, times, timestamps or durations as counts of the type's unit.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="type">A temporal type; of 32 bits, the counts must fit.</param>
    /// <param name="counts">The values; null is a missing one.</param>
    public static Column Temporal(string name, ColumnType type, IReadOnlyList<long?> counts)
    {
        if (!type.IsTemporal) throw new ArgumentException($"{type} is no date or time.", nameof(type));
        var bytes = new byte[counts.Count * type.Width];
        for (var i = 0; i < counts.Count; i++)
        {
            var at = bytes.AsSpan(i * type.Width);
            if (type.Width == sizeof(int)) MemoryMarshal.Write(at, checked((int)(counts[i] ?? 0)));
            else MemoryMarshal.Write(at, counts[i] ?? 0);
        }
        var present = counts.Select(count => count.HasValue).ToArray();
        return new TemporalColumn(name, type, bytes, counts.Count, ValidityOf(name, present, counts.Count));
    }

    private static Validity ValidityOf(string name, bool[]? present, int rows)
    {
        if (present is null) return default;
        return present.Length == rows
            ? Validity.FromFlags(MemoryMarshal.AsBytes<bool>(present), rows)
            : throw InvalidTable.Because($"column '{name}' has {rows} values and {present.Length} flags that say which are missing");
    }
}
