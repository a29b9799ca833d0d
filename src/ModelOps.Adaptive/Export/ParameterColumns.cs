using System.Numerics;
using ModelOps.Contracts.Parameters;
using ModelOps.Tables.Columns;

namespace ModelOps.Adaptive.Export;

/// <summary>The parameters of rows as columns <c>param_*</c>, in code point order of the names.</summary>
internal static class ParameterColumns
{
    /// <summary>The columns; a set that lacks a name has a missing value there.</summary>
    public static IEnumerable<Column> Of(IReadOnlyList<ParameterSet> sets) => sets
        .SelectMany(set => set.Values.Keys)
        .Distinct(StringComparer.Ordinal)
        .Order(CodePointComparer.Instance)
        .Select(name => ParameterColumn($"param_{name}", [.. sets.Select(set => set.Values.GetValueOrDefault(name))]));

    /// <summary>Values as a column of the narrowest type that holds every one; texts where values are of several types.</summary>
    public static Column ParameterColumn(string name, ParameterValue?[] values)
    {
        bool[] present = [.. values.Select(value => value is not null)];
        var given = values.OfType<ParameterValue>().Select(value => value.Value).ToList();
        if (given.TrueForAll(value => value is bool)) return ColumnFactory.Bools(name, [.. values.Select(value => (bool?)value?.Value)]);
        if (given.TrueForAll(value => value is BigInteger whole && whole >= long.MinValue && whole <= long.MaxValue))
            return ColumnFactory.Numbers<long>(name, [.. values.Select(value => value is null ? 0 : (long)(BigInteger)value.Value)], present);
        if (given.TrueForAll(value => value is double))
            return ColumnFactory.Numbers<double>(name, [.. values.Select(value => value is null ? 0 : (double)value.Value)], present);
        return ColumnFactory.Texts(name, [.. values.Select(value => value?.Value as string ?? value?.Canonical)]);
    }
}
