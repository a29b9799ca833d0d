using System.Globalization;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>What the loss depends on: first-order and total indices.</summary>
internal static class SensitivitySection
{
    private const double RowHeight = 40;
    private const double Left = 150;
    private const double Width = 540;
    private const int MostBars = 30;

    /// <summary>Writes it; says why where there are no indices.</summary>
    public static void Write(MarkupWriter page, StudyFindings findings)
    {
        if (findings.Elite is null || findings.Space.Dimensions == 0) return;
        PageSection.Open(page, "sensitivity", "What the loss depends on");
        if (findings.Sensitivity is { } sensitivity) WriteIndices(page, sensitivity);
        else page.Element("p", "The trials are too few, or too much alike, for sensitivity indices.");
        page.Close();
    }

    private static void WriteIndices(MarkupWriter page, Sensitivity sensitivity)
    {
        var predictive = Figure.Percent(Math.Max(0, sensitivity.Predictive));
        if (!sensitivity.IsReliable)
        {
            page.Element(
                "p", $"Do not rely on these indices: the surrogate behind them predicts only {predictive} of the variance of trials left out. More trials spread over the whole space, such as builtin:sobol gives, would help.",
                ("class", "warning"), ("role", "note"));
        }
        var bars = sensitivity.Indices.OrderByDescending(index => index.Total).Take(MostBars).ToList();
        page.Open("figure");
        Drawing.Open(
            page, "sensitivity-bars", (760, (bars.Count * RowHeight) + 46), "Sobol indices",
            string.Join("; ", bars.Select(index => $"{index.Name}: first order {Share(index.FirstOrder)}, total {Share(index.Total)}")) + ".");
        foreach (var (row, index) in bars.Index()) Bars(page, row, index);
        foreach (var share in (double[])[0, 0.25, 0.5, 0.75, 1])
            page.Element("text", Share(share), ("class", "tick"), ("x", At(Left + (share * Width))), ("y", At((bars.Count * RowHeight) + 24)), ("text-anchor", "middle"));
        page.Close().Open("figcaption").Element("strong", "Share of the loss's variation over the search space. ");
        page.Text(
            $"Strong: by the parameter alone (first order); pale: together with others (total). From a surrogate, a polynomial chaos expansion of degree {sensitivity.Degree} "
            + $"with {sensitivity.Terms} terms in log(1 + scaled loss), fitted to {sensitivity.Points} trials; it predicts {predictive} of the variance of trials left out.").Close();
        PageSection.Data(page, "Sobol indices", ["Parameter", "First order", "Total"], sensitivity.Indices.Select(index => (string[])[index.Name, Share(index.FirstOrder), Share(index.Total)]), 1);
        page.Close();
    }

    private static void Bars(MarkupWriter page, int row, SensitivityIndex index)
    {
        var top = 8 + (row * RowHeight);
        page.Element("text", Labels.Fit(index.Name, Left - 20), ("class", "title"), ("x", At(Left - 10)), ("y", At(top + 17)), ("text-anchor", "end"));
        page.Empty("rect", ("class", "total"), ("x", At(Left)), ("y", At(top)), ("width", At(Math.Max(index.Total * Width, 1))), ("height", "24"), ("rx", "2"));
        page.Empty("rect", ("class", "first"), ("x", At(Left)), ("y", At(top + 6)), ("width", At(Math.Max(index.FirstOrder * Width, 1))), ("height", "12"), ("rx", "2"));
        page.Element("text", Share(index.Total), ("class", "tick"), ("x", At(Left + (index.Total * Width) + 8)), ("y", At(top + 16)));
    }

    private static string Share(double share) => share.ToString("0.00", CultureInfo.InvariantCulture);

    private static string At(double coordinate) => MarkupWriter.Coordinate(coordinate);
}
