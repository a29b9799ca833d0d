using ModelOps.Adaptive.Objectives;

namespace ModelOps.Adaptive.Reporting.Charts;

/// <summary>One panel of a fit: observations that differ in one key only.</summary>
/// <param name="Group">The values of the other keys, or empty.</param>
/// <param name="Labels">The key of each row as text.</param>
/// <param name="X">Each row's place on the horizontal axis: the key as a number, or the row's number.</param>
/// <param name="Rows">The rows of the target, by place.</param>
/// <param name="IsNumeric">Whether the key is a number.</param>
internal sealed record FitSeries(string Group, IReadOnlyList<string> Labels, IReadOnlyList<double> X, IReadOnlyList<int> Rows, bool IsNumeric)
{
    /// <summary>The panels of a target: the key with the most different numbers runs along the axis, each combination of the others is a panel.</summary>
    /// <returns>The name of the axis and the panels in the order of their first rows.</returns>
    public static (string Axis, IReadOnlyList<FitSeries> Panels) Of(AlignedTarget target)
    {
        var keys = target.Observed.Keys;
        var numbers = keys.Select(key => key.Cells.Select(ToNumber).ToList()).ToList();
        var along = Enumerable.Range(0, keys.Count)
            .OrderByDescending(k => numbers[k].TrueForAll(double.IsFinite))
            .ThenByDescending(k => keys[k].Cells.Distinct(StringComparer.Ordinal).Count())
            .First();
        var isNumeric = numbers[along].TrueForAll(double.IsFinite);
        var rows = Enumerable.Range(0, target.Observed.Values.Count);
        var panels = rows.GroupBy(row => GroupOf(target, along, row), StringComparer.Ordinal).Select(group =>
        {
            var ordered = isNumeric ? group.OrderBy(row => numbers[along][row]).ToList() : [.. group];
            return new FitSeries(
                group.Key,
                ordered.ConvertAll(row => keys[along].Cells[row]),
                isNumeric ? ordered.ConvertAll(row => numbers[along][row]) : [.. ordered.Select((_, i) => (i + 0.5) / ordered.Count)],
                ordered,
                isNumeric);
        });
        return (target.Definition.On[along], [.. panels]);
    }

    private static string GroupOf(AlignedTarget target, int along, int row) =>
        string.Join(", ", target.Definition.On.Select((name, k) => (name, k)).Where(key => key.k != along).Select(key => $"{key.name} {target.Observed.Keys[key.k].Cells[row]}"));

    private static double ToNumber(string cell) =>
        double.TryParse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
