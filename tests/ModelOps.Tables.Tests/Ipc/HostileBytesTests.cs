using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Testing.Studies;

namespace ModelOps.Tables.Tests.Ipc;

/// <summary>
/// Whatever the bytes: a table, or one of three errors, within bounded memory. MOPS_TEST_CYCLES counts thousands of mutations a sample.
/// </summary>
public sealed class HostileBytesTests
{
    private static readonly string[] Codes = ["invalid_table", "unsupported_table", "table_too_large"];

    // A cycle of a campaign is this many mutations of each sample, so that the longest one tries millions.
    private const int MutationsPerCycle = 1_000;
    private const int UsualCycles = 10;

    // LZ4 expands at most 255 times; reading makes a few objects for each column and batch besides.
    private const long BytesPerInputByte = 2 * 255;
    private const long BytesBesides = 1 << 20;

    public static TheoryData<string> Seeds => [.. Samples.Arrow, "golden.arrow"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Damaged_bytes_are_a_table_or_an_error(string name)
    {
        var seed = Samples.Read(name);
        foreach (var cycle in Cycles.Of(UsualCycles))
        {
            for (var i = 0UL; i < MutationsPerCycle; i++)
            {
                var number = cycle * MutationsPerCycle + i;
                Attack(new Mutations(number).Apply(seed), $"{name}, mutation {number}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_cut_is_a_table_or_an_error(string name)
    {
        var seed = Samples.Read(name);
        for (var length = 0; length < seed.Length; length++) Attack(seed[..length], $"{name}, first {length} bytes");
    }

    [Theory]
    [InlineData("polars-lz4-file.arrow")]
    [InlineData("apache-arrow-slices-file.arrow")]
    public void Every_cut_of_a_file_is_an_error(string name)
    {
        var seed = Samples.Read(name);
        for (var length = 0; length < seed.Length; length++)
            Should.Throw<InvalidInputException>(() => ArrowReader.Read(seed.AsMemory(0, length))).Code.ShouldBe("invalid_table");
    }

    private static void Attack(byte[] bytes, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        ArrowTable table;
        try
        {
            table = ArrowReader.Read(bytes);
        }
        catch (InvalidInputException error)
        {
            Codes.ShouldContain(error.Code, what);
            return;
        }
        catch (Exception error) when (error is not InvalidInputException)
        {
            throw new InvalidOperationException($"{what}: {error.GetType().Name}", error);
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            allocated.ShouldBeLessThan(BytesBesides + BytesPerInputByte * bytes.Length, what);
        }
        Use(table, what);
    }

    // What was read must also hold when it is used: every cell, and as a source of new bytes.
    private static void Use(ArrowTable table, string what)
    {
        if (table.Rows > 10_000) return; // Only null columns get there; each cell of them is the same.
        try
        {
            foreach (var column in table.Columns)
            {
                for (var row = 0; row < table.Rows; row++) column.Display(row);
            }
            ArrowReader.Read(ArrowWriter.Write(table)).Rows.ShouldBe(table.Rows, what);
        }
        catch (Exception error) when (error is not ShouldAssertException)
        {
            throw new InvalidOperationException($"{what}, when used: {error.GetType().Name}", error);
        }
    }
}
