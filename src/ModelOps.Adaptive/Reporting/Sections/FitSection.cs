using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Reporting.Sources;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>The best trial, the confirmed answer or the posterior against the observations, target by target.</summary>
internal static class FitSection
{
    private const int MostPanels = 12;
    private const int MostMarks = 200;

    /// <summary>Writes it; nothing without a best trial and targets.</summary>
    public static void Write(MarkupWriter page, ReportSource source)
    {
        if (source.State.Best is null || source.Fit.Count == 0 && source.MissingFit is null) return;
        PageSection.Open(page, "fit", "Fit to the data");
        if (source.MissingFit is { } missing) page.Element("p", missing, ("class", "warning"), ("role", "note"));
        foreach (var (index, target) in source.Fit.Index())
        {
            if (target.Replicates.Count > 0) WriteTarget(page, target, $"fit-{index}", source.FitOf);
        }
        page.Close();
    }

    private static void WriteTarget(MarkupWriter page, AlignedTarget target, string id, string shown)
    {
        var band = ReplicateBand.Of(target);
        var (axis, panels) = FitSeries.Of(target);
        var covered = target.Replicates.Count > 1
            ? $" {band.Covered(target)} of {Figure.Count(target.Observed.Values.Count, "observation")} lie inside of the band, which shows the model's own chance and not the error of measurement."
            : "";
        var shape = target.Replicates.Count > 1 ? $"Line: median of the replicates; band: {ReplicateBand.Describe(target.Replicates.Count)}" : "Line: the simulation";
        page.Open("figure");
        if (panels.Count > 1) page.Open("div", ("class", "panels"));
        foreach (var (number, panel) in panels.Take(MostPanels).Index())
            Panel(page, $"{id}-{number}", (target, band, panel), axis, panels.Count > 1);
        if (panels.Count > 1) page.Close();
        page.Open("figcaption").Element("strong", $"{target.Definition.Name} by {axis}. ");
        page.Text($"Dots: observed ({target.Definition.Observed}). {shape} of {shown}.{covered}");
        if (panels.Count > MostPanels) page.Text($" The first {MostPanels} of {panels.Count} groups are drawn; the table has all.");
        page.Close();
        Numbers(page, target, band);
        page.Close();
    }

    private static void Panel(MarkupWriter page, string id, (AlignedTarget Target, ReplicateBand Band, FitSeries Series) fit, string axis, bool isSmall)
    {
        var (target, band, series) = fit;
        var size = isSmall ? (Width: 340.0, Height: 240.0) : (Width: 760.0, Height: 360.0);
        var name = series.Group.Length > 0 ? series.Group : target.Definition.Name;
        Drawing.Open(
            page, id, size, $"{target.Definition.Name}: observed and simulated{(series.Group.Length > 0 ? $", {series.Group}" : "")}",
            $"{Figure.Count(series.Rows.Count, "observation")} as dots, the simulations as a line. The table below has the numbers.");
        var values = series.Rows.SelectMany(row => (double[])[target.Observed.Values[row], band.Low[row], band.High[row]]).Where(double.IsFinite).ToList();
        var x = series.IsNumeric ? Axis.Linear(axis, series.X.Min(), series.X.Max()) : Axis.Choices(axis, series.Labels);
        var y = Axis.Linear(name, Math.Min(0, values.Min()), values.Max() + ((values.Max() - Math.Min(0, values.Min())) * 0.05));
        var area = new Area(58, 30, size.Width - 76, size.Height - 80);
        var plot = new Plot(page, area, x, y).Frame();
        var rows = series.Rows.Select((row, i) => (Row: row, X: series.X[i])).Where(point => double.IsFinite(band.Median[point.Row])).ToList();
        if (target.Replicates.Count > 1 && rows.Count > 0) plot.Band([.. rows.Select(point => (point.X, band.Low[point.Row], band.High[point.Row]))], "band");
        plot.Line(rows.Select(point => (point.X, band.Median[point.Row])), "fit");
        if (series.Rows.Count > MostMarks) plot.Dots(series.Rows.Select((row, i) => (series.X[i], target.Observed.Values[row])), "observed-dots");
        else
        {
            foreach (var (i, row) in series.Rows.Index())
                plot.Mark((series.X[i], target.Observed.Values[row]), "observed", $"{axis} {series.Labels[i]}: observed {Figure.Of(target.Observed.Values[row])}, simulated {Figure.Of(band.Median[row])}");
        }
        page.Close();
    }

    private static void Numbers(MarkupWriter page, AlignedTarget target, ReplicateBand band)
    {
        var rows = Enumerable.Range(0, target.Observed.Values.Count).Select(row => (IReadOnlyList<string>)
        [
            .. target.Observed.Keys.Select(key => key.Cells[row]), Figure.Of(target.Observed.Values[row]),
            Figure.Of(band.Low[row]), Figure.Of(band.Median[row]), Figure.Of(band.High[row]),
        ]);
        PageSection.Data(page, $"{target.Definition.Name}: observed and simulated", [.. target.Definition.On, "Observed", "Low", "Median", "High"], rows, target.Definition.On.Count);
    }
}
