using FsCheck;
using FsCheck.Fluent;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Results;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Tests.Results;

public sealed class ResultReaderTests
{
    // One table "t" with the columns "n" (int64, the second missing), "s" (utf8) and "d" (date32), of two rows.
    private static readonly byte[] Sound =
    [
        1, 0, 1, 0, (byte)'t', 0, 3, 0,
        0x85, 1, 0, (byte)'n', 13, 1, 0, (byte)'s', 14, 1, 0, (byte)'d',
        2, 0, 0, 0,
        1, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, (byte)'a', (byte)'b', (byte)'c',
        0, 0, 0, 0, 255, 255, 255, 255,
    ];

    [Fact]
    public void Documented_layout_is_read()
    {
        var table = ArrowReader.Read(ResultReader.Read(Sound, new())["t"]);
        table["n"].GetInt64(0).ShouldBe(5);
        table["n"].IsNull(1).ShouldBeTrue();
        table["s"].GetText(1).ShouldBe("bc");
        table["d"].Display(1).ShouldBe("1969-12-31");
    }

    [Fact]
    public void Every_truncation_is_an_error()
    {
        for (var length = 0; length < Sound.Length; length++)
            Should.Throw<ModelOpsException>(() => ResultReader.Read(Sound.AsMemory(0, length), new()), $"{length} bytes");
    }

    [Fact]
    public void Damage_is_an_error_or_another_table_but_never_a_crash() =>
        Prop.ForAll<byte, NonNegativeInt>((value, at) =>
        {
            var damaged = Sound.ToArray();
            damaged[at.Get % damaged.Length] = value;
            try
            {
                foreach (var table in ResultReader.Read(damaged, new()).Values) ArrowReader.Read(table);
            }
            catch (ModelOpsException)
            {
                // Refused by name, which is as good as read.
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arrow_stream_is_passed_through()
    {
        ResultReader.Read(new byte[] { 1, 0, 1, 0, (byte)'t', 1, 3, 0, 0, 0, 7, 8, 9 }, new())["t"].ToArray().ShouldBe([7, 8, 9]);
    }

    [Fact]
    public void Table_that_comes_twice_is_an_error() =>
        Should.Throw<CorruptDataException>(() => ResultReader.Read(new byte[] { 2, 0, 1, 0, 65, 1, 0, 0, 0, 0, 1, 0, 65, 1, 0, 0, 0, 0 }, new()))
            .Message.ShouldContain("'A' comes twice");
}
