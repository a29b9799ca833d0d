using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Results;

namespace ModelOps.Execution.Tests.Results;

/// <summary>A table of a shape that was there before is the same stream as if it were the first.</summary>
public sealed class TableTemplatesTests
{
    // Null, bool, text and dates among them, which have no template.
    private static readonly (RawKind Kind, int Width)[] Kinds =
    [
        (RawKind.Null, 0), (RawKind.Bool, 1), (RawKind.Int8, 1), (RawKind.UInt16, 2), (RawKind.Float16, 2), (RawKind.Int32, 4),
        (RawKind.Float32, 4), (RawKind.Int64, 8), (RawKind.UInt64, 8), (RawKind.Float64, 8), (RawKind.Date32, 4),
    ];

    [Fact]
    public void Stream_does_not_depend_on_the_tables_before() =>
        Prop.ForAll<NonEmptyArray<byte>, byte, int>((columns, rows, seed) =>
        {
            var templates = new TableTemplates();
            for (var i = 0; i < 3; i++)
            {
                var payload = Payload(columns.Get, rows % 20, missing: i == 1, seed + i);
                ResultReader.Read(payload, templates)["t"].ToArray().ShouldBe(ResultReader.Read(payload, new())["t"].ToArray());
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ever_new_shapes_and_their_return_are_read_alike()
    {
        var templates = new TableTemplates();
        for (var round = 0; round < 2; round++)
        {
            for (var rows = 0; rows < 40; rows++)
            {
                var payload = Payload([7, 9], rows, missing: false, round);
                ResultReader.Read(payload, templates)["t"].ToArray().ShouldBe(ResultReader.Read(payload, new())["t"].ToArray());
            }
        }
    }

    [Fact]
    public void Truncated_table_of_a_known_shape_is_an_error()
    {
        var templates = new TableTemplates();
        var payload = Payload([7, 9], 5, missing: false, 1);
        ResultReader.Read(payload, templates);
        templates.Find(payload.AsSpan(6)).ShouldNotBeNull();
        for (var length = 0; length < payload.Length; length++)
            Should.Throw<CorruptDataException>(() => ResultReader.Read(payload.AsMemory(0, length), templates), $"{length} bytes");
    }

    // One table "t" of columns "c0", "c1" ... with bytes that follow from the seed.
    private static byte[] Payload(byte[] columns, int rows, bool missing, int seed)
    {
        using var payload = new MemoryStream();
        payload.Write([1, 0, 1, 0, (byte)'t', 0, (byte)columns.Length, (byte)(columns.Length >> 8)]);
        for (var i = 0; i < columns.Length; i++)
        {
            var name = Encoding.UTF8.GetBytes($"c{i}");
            payload.Write([(byte)((byte)Kind(columns[i]).Kind | (missing ? 0x80 : 0)), (byte)name.Length, 0, .. name]);
        }
        var count = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(count, rows);
        payload.Write(count);
        foreach (var column in columns)
        {
            for (var i = 0; i < (missing ? rows : 0); i++) payload.WriteByte((byte)((seed + i) & 1));
            for (var i = 0; i < rows * Kind(column).Width; i++) payload.WriteByte((byte)((seed + i) * 31));
        }
        return payload.ToArray();
    }

    private static (RawKind Kind, int Width) Kind(byte column) => Kinds[column % Kinds.Length];
}
