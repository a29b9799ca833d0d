using System.Runtime.InteropServices;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Tests;

/// <summary>Fixed tables with every type that is written.</summary>
internal static class SampleTables
{
    private static readonly bool[] Present = [true, false, true, true];

    public static ArrowTable Plain() =>
        Build(null, ["", "a", "snø ☃ 🌨", "a text beyond twelve bytes"], [true, false, true, false], [0, -1, 20_000, 3]);

    public static ArrowTable WithMissing() =>
        Build(Present, ["", null, "snø ☃ 🌨", "a text beyond twelve bytes"], [true, null, true, false], [0, null, 20_000, 3]);

    public static ArrowTable Empty() => new(
    [
        ColumnFactory.Numbers<double>("x", []),
        ColumnFactory.Texts("text", []),
        ColumnFactory.Bools("flag", []),
    ]);

    /// <summary>The columns of a worker's answer.</summary>
    public static ColumnBuffer[] Buffers() =>
    [
        new("day", ColumnKind.Int32, Bytes<int>(1, 2, 3)),
        new("cases", ColumnKind.Float64, Bytes(0.5, double.NaN, -0.0), Present: new byte[] { 1, 1, 0 }),
        new("flag", ColumnKind.Bool, new byte[] { 1, 0, 7 }),
        new("text", ColumnKind.Utf8, "aé"u8.ToArray(), Bytes(0, 1, 1, 3)),
    ];

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();

    private static ArrowTable Build(bool[]? present, string?[] texts, bool?[] flags, long?[] counts) => new(
    [
        ColumnFactory.Bools("flag", flags),
        ColumnFactory.Numbers<sbyte>("i8", [1, 127, -128, 0], present),
        ColumnFactory.Numbers<short>("i16", [1, 32767, -32768, 0], present),
        ColumnFactory.Numbers<int>("i32", [1, int.MaxValue, int.MinValue, 0], present),
        ColumnFactory.Numbers<long>("i64", [1, long.MaxValue, 1 - (1L << 53), 0], present),
        ColumnFactory.Numbers<byte>("u8", [1, 2, 255, 0], present),
        ColumnFactory.Numbers<ushort>("u16", [1, 2, 65535, 0], present),
        ColumnFactory.Numbers<uint>("u32", [1, 2, uint.MaxValue, 0], present),
        ColumnFactory.Numbers<ulong>("u64", [1, 2, 1UL << 53, 0], present),
        ColumnFactory.Numbers<float>("f32", [1, 0.1f, float.MaxValue, -0f], present),
        ColumnFactory.Numbers<double>("f64", [double.NaN, 0.1, double.Epsilon, -0d], present),
        ColumnFactory.Texts("text", texts),
        ColumnFactory.Temporal("day", new(ColumnKind.Date32), counts),
        ColumnFactory.Temporal("stamp", new(ColumnKind.Timestamp, TimeUnit.Microsecond, "UTC"), counts),
        ColumnFactory.Temporal("wall", new(ColumnKind.Timestamp, TimeUnit.Millisecond), counts),
        ColumnFactory.Temporal("span", new(ColumnKind.Duration, TimeUnit.Nanosecond), counts),
    ]);
}
