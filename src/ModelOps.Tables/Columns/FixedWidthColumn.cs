using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelOps.Tables.Columns;

/// <summary>A column whose values have 1, 2, 4 or 8 bytes each, little-endian, laid end to end.</summary>
internal abstract class FixedWidthColumn : Column
{
    private readonly ReadOnlyMemory<byte> _values;
    private readonly Validity _validity;

    private protected FixedWidthColumn(string name, ColumnType type, ReadOnlyMemory<byte> values, int rows, Validity validity)
        : base(name, type, rows)
    {
        _values = values[..checked(rows * type.Width)];
        _validity = validity;
    }

    public sealed override int NullCount => _validity.NullCount;

    private protected ReadOnlyMemory<byte> Values => _values;

    private protected Validity Validity => _validity;

    public sealed override bool IsNull(int row) => _validity.IsNull(row);

    public sealed override Column Renamed(string name) => With(name, _values, Rows, _validity);

    internal sealed override void AppendTo(ColumnLayout layout)
    {
        layout.Add(Rows, _validity);
        layout.Add(NullCount == 0 ? _values : Cleared());
    }

    internal sealed override Column Concat(IReadOnlyList<Column> chunks)
    {
        var rows = TotalRows(chunks);
        var values = GC.AllocateUninitializedArray<byte>((int)WithinArray((long)rows * Type.Width, "bytes"));
        var start = 0;
        foreach (var chunk in chunks)
        {
            var source = ((FixedWidthColumn)chunk)._values.Span;
            source.CopyTo(values.AsSpan(start));
            start += source.Length;
        }
        return With(Name, values, rows, Validity.Concat<FixedWidthColumn>(chunks, rows, chunk => chunk._validity));
    }

    internal sealed override Column Gather(ReadOnlySpan<int> rows)
    {
        var values = new byte[WithinArray((long)rows.Length * Type.Width, "bytes")];
        switch (Type.Width)
        {
            case 1: Gather<byte>(rows, values); break;
            case 2: Gather<ushort>(rows, values); break;
            case 4: Gather<uint>(rows, values); break;
            default: Gather<ulong>(rows, values); break;
        }
        return With(Name, values, rows.Length, _validity.Gather(rows));
    }

    private protected abstract Column With(string name, ReadOnlyMemory<byte> values, int rows, Validity validity);

    /// <summary>Unaligned input is fine: the processors that .NET 10 runs on load it, and spans never assume alignment.</summary>
    private protected ReadOnlySpan<T> Cast<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_values.Span);

    // What stands under a missing value is arbitrary in Arrow; written bytes must not depend on it.
    private byte[] Cleared()
    {
        var copy = _values.ToArray();
        switch (Type.Width)
        {
            case 1: _validity.Overwrite<byte>(copy, 0); break;
            case 2: _validity.Overwrite<ushort>(MemoryMarshal.Cast<byte, ushort>(copy.AsSpan()), 0); break;
            case 4: _validity.Overwrite<uint>(MemoryMarshal.Cast<byte, uint>(copy.AsSpan()), 0); break;
            default: _validity.Overwrite<ulong>(MemoryMarshal.Cast<byte, ulong>(copy.AsSpan()), 0); break;
        }
        return copy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Gather<T>(ReadOnlySpan<int> rows, Span<byte> target)
        where T : unmanaged
    {
        var source = Cast<T>();
        var values = MemoryMarshal.Cast<byte, T>(target);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0) values[i] = source[rows[i]];
        }
    }
}
