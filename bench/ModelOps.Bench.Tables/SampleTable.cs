using System.Globalization;
using ModelOps.Tables.Columns;

namespace ModelOps.Bench.Tables;

/// <summary>Tables of about 100 MB, as models give them.</summary>
internal static class SampleTable
{
    private const int Bytes = 100_000_000;
    private const int Distinct = 1_000;

    /// <summary>The tables by name.</summary>
    public static IReadOnlyList<(string Name, Func<ArrowTable> Make)> All =>
    [
        ("floats", () => Floats(missingEvery: 0)),
        ("floats, 10 % missing", () => Floats(missingEvery: 10)),
        ("texts", () => Texts(missingEvery: 0)),
        ("texts, 10 % missing", () => Texts(missingEvery: 10)),
    ];

    private static ArrowTable Floats(int missingEvery)
    {
        const int Columns = 8;
        var values = new double[Bytes / Columns / sizeof(double)];
        for (var i = 0; i < values.Length; i++) values[i] = i * 0.1;
        var present = missingEvery == 0 ? null : Array.ConvertAll(values, value => (long)(value * 10) % missingEvery != 0);
        return new([.. Enumerable.Range(0, Columns).Select(i => ColumnFactory.Numbers<double>($"x{i}", values, present))]);
    }

    // Offsets included, a row has 16 bytes.
    private static ArrowTable Texts(int missingEvery)
    {
        var distinct = Enumerable.Range(0, Distinct).Select(i => string.Create(CultureInfo.InvariantCulture, $"district {i:D3}")).ToArray();
        var rows = new string?[Bytes / (sizeof(int) + distinct[0].Length)];
        for (var i = 0; i < rows.Length; i++) rows[i] = missingEvery != 0 && i % missingEvery == 0 ? null : distinct[i % Distinct];
        return new([ColumnFactory.Texts("place", rows)]);
    }
}
