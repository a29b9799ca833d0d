// dotnet run -c Release --project bench/ModelOps.Bench.Tables -- [RUNS]
// Prints how fast tables of 100 MB are decoded and encoded, in turn with the bare copy of as many bytes into a fresh array and, if node
// finds it, with nodejs-polars on the same bytes (npm ci --prefix tests/ModelOps.Tables.Tests/Node).
using System.Buffers;
using System.Globalization;
using ModelOps.Bench.Tables;
using ModelOps.Tables.Ipc;

var runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
Console.WriteLine($"GB/s, median (min, max) of {runs} runs in turn after one to warm up");
Console.WriteLine("| table | decode | decode to doubles | encode, fresh array | encode, array at hand | copy to a fresh array | polars decode | polars encode |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
foreach (var (name, make) in SampleTable.All)
{
    var table = make();
    var stream = ArrowWriter.Write(table);
    var atHand = new ArrayBufferWriter<byte>(stream.Length + 64);
    Action?[] work =
    [
        () => ArrowReader.Read(stream),
        table.Columns[0].Type.IsNumber ? () => ToDoubles(stream) : null,
        () => ArrowWriter.Write(table),
        () =>
        {
            atHand.ResetWrittenCount();
            ArrowWriter.Write(table, atHand);
        },
        () => stream.AsSpan().CopyTo(GC.AllocateUninitializedArray<byte>(stream.Length)),
    ];
    var cells = Rates.Measure(work, stream.Length, runs).Concat(PolarsPeer.Measure(stream, runs));
    Console.WriteLine($"| {name}, {stream.Length / 1e6:F0} MB | {string.Join(" | ", cells)} |");
}

static void ToDoubles(byte[] stream)
{
    foreach (var column in ArrowReader.Read(stream).Columns) column.ToDoubles();
}
