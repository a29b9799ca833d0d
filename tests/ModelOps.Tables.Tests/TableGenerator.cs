using System.Runtime.InteropServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Tests;

/// <summary>Random tables of every kind of column, with random bytes as numbers and whatever stands under missing values.</summary>
internal static class TableGenerator
{
    public static readonly Arbitrary<ArrowTable> Tables = Table().ToArbitrary();

    private static Gen<ArrowTable> Table() =>
        from rows in Gen.Choose(0, 70)
        from count in Gen.Choose(1, 6)
        from columns in Gen.CollectToArray(Enumerable.Range(0, count), i => Column($"c{i} é", rows))
        select new ArrowTable(columns);

    private static Gen<Column> Column(string name, int rows) => Gen.OneOf(
        Fixed(name, rows, Any(ColumnKind.Int8, ColumnKind.Float64)),
        Fixed(name, rows, Any(ColumnKind.Date32, ColumnKind.Duration)),
        Bools(name, rows),
        Texts(name, rows),
        Binaries(name, rows),
        Views(name, rows),
        Coded(name, rows),
        Lists(name, rows),
        Gen.Constant<Column>(new NullColumn(name, rows)));

    private static Gen<ColumnType> Any(ColumnKind first, ColumnKind last) =>
        from kind in Gen.Choose((int)first, (int)last)
        from unit in Gen.Choose(0, 3)
        from zone in Gen.Elements(null, "UTC", "Europe/Oslo")
        select Normal((ColumnKind)kind, (TimeUnit)unit, zone);

    private static ColumnType Normal(ColumnKind kind, TimeUnit unit, string? zone) => kind switch
    {
        ColumnKind.Timestamp => new(kind, unit, zone),
        ColumnKind.Duration or ColumnKind.Time32 or ColumnKind.Time64 => new(kind, unit),
        _ => new(kind),
    };

    private static Gen<Validity> Missing(int rows) => Gen.OneOf(
        Gen.Constant(default(Validity)),
        Random(Bitmap.Bytes(rows)).Select(bits => new Validity(bits, rows)));

    private static Gen<byte[]> Random(int size) => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(size);

    private static Gen<Column> Fixed(string name, int rows, Gen<ColumnType> types) =>
        from type in types
        from bytes in Random(rows * type.Width)
        from validity in Missing(rows)
        select FixedWidthColumns.Create(name, type, bytes, rows, validity);

    private static Gen<Column> Bools(string name, int rows) =>
        from bits in Random(Bitmap.Bytes(rows))
        from validity in Missing(rows)
        select (Column)new BoolColumn(name, bits, rows, validity);

    private static Gen<OffsetBytes> Bytes(int rows, Gen<byte[]> value) =>
        from values in value.ArrayOf(rows)
        from before in Gen.Choose(0, 2)
        select EndToEnd(values, before);

    private static Gen<byte[]> Utf8() =>
        Gen.Elements("", "x", "é", "snø ☃ 🌨", "a text beyond twelve bytes").Select(Encoding.UTF8.GetBytes);

    private static Gen<Column> Texts(string name, int rows) =>
        from bytes in Bytes(rows, Utf8())
        from validity in Missing(rows)
        select (Column)new OffsetBytesColumn(name, isText: true, bytes, rows, validity);

    private static Gen<Column> Binaries(string name, int rows) =>
        from bytes in Bytes(rows, Gen.Choose(0, 20).SelectMany(Random))
        from validity in Missing(rows)
        select (Column)new OffsetBytesColumn(name, isText: false, bytes, rows, validity);

    private static Gen<Column> Views(string name, int rows) =>
        from values in Utf8().ArrayOf(rows)
        from validity in Missing(rows)
        select (Column)View(name, values, validity);

    private static Gen<Column> Coded(string name, int rows) =>
        from dictionary in Gen.OneOf(Texts(name, 5), Fixed(name, 5, Any(ColumnKind.Int8, ColumnKind.Float64)), Bools(name, 5))
        from codes in Gen.Choose(-1, 4).ArrayOf(rows)
        select (Column)new DictionaryColumn(name, codes, dictionary);

    private static Gen<Column> Lists(string name, int rows) =>
        from steps in Gen.Choose(0, 3).ArrayOf(rows + 1)
        from items in Fixed(name, steps.Sum() + 1, Any(ColumnKind.Int8, ColumnKind.Float64))
        from validity in Missing(rows)
        select (Column)new ListColumn(name, RunningSums(steps), items, validity);

    private static int[] RunningSums(int[] steps)
    {
        var sum = 0;
        return [.. steps.Select(step => sum += step)];
    }

    // Bytes before the first value and after the last are what slices leave.
    private static OffsetBytes EndToEnd(byte[][] values, int before)
    {
        var data = new byte[before].Concat(values.SelectMany(value => value)).Concat(new byte[before]).ToArray();
        int[] offsets = [before, .. RunningSums([.. values.Select(value => value.Length)]).Select(sum => before + sum)];
        return new(MemoryMarshal.AsBytes<int>(offsets).ToArray(), data);
    }

    private static ViewBytesColumn View(string name, byte[][] values, Validity validity)
    {
        var views = new byte[values.Length * ViewBytesColumn.ViewSize];
        for (var i = 0; i < values.Length; i++)
        {
            var view = views.AsSpan(i * ViewBytesColumn.ViewSize);
            MemoryMarshal.Write(view, values[i].Length);
            if (values[i].Length <= ViewBytesColumn.InlineLength) values[i].CopyTo(view[4..]);
            else MemoryMarshal.Write(view[8..], i);
        }
        return new(name, isText: true, views, [.. values.Select(value => new ReadOnlyMemory<byte>(value))], values.Length, validity);
    }
}
