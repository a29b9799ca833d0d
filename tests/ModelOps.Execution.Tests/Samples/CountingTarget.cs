using System.Globalization;
using ModelOps.Model;

namespace ModelOps.Execution.Tests.Samples;

/// <summary>A target that tells apart what it is given.</summary>
public sealed class CountingTarget : ITarget
{
    public double Loss(IReadOnlyList<IReadOnlyDictionary<string, Table>> replicates)
    {
        var table = replicates[0]["t"];
        if (table.Rows == 0) return double.NaN;
        if (table.Select(column => column.Key).Contains("place")) throw new FormatException(string.Join(' ', table.Texts("place").Select(text => text ?? "-")));
        var types = string.Join(' ', table.Select(column => column.Value.GetType().Name));
        if (types != "Int64[] Double[] Double[] Boolean[]") throw new FormatException(types);
        return replicates.Count + table.Numbers("n")[0] + table.Numbers("on")[0] + (double.IsNaN(table.Numbers("gap")[1]) ? 100 : 0)
            + (double.IsPositiveInfinity(table.Numbers("x")[1]) ? 1000 : 0) + table.Rows.ToString(CultureInfo.InvariantCulture).Length;
    }
}
