using System.Text;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Charts;

/// <summary>One pair of axes inside a drawing, and marks in their coordinates. Colours and widths are classes of the style sheet.</summary>
/// <param name="markup">Where it is drawn.</param>
/// <param name="area">The rectangle inside of the axes.</param>
/// <param name="x">To the right.</param>
/// <param name="y">Upwards.</param>
internal sealed class Plot(MarkupWriter markup, Area area, Axis x, Axis y)
{
    private const double LabelGap = 6;
    private const double TextHeight = 4;

    /// <summary>Draws grid, tick labels and titles; a title that is empty takes no room.</summary>
    public Plot Frame()
    {
        var grid = new StringBuilder();
        foreach (var tick in y.Ticks) grid.Append('M').Append(At(area.Left)).Append(' ').Append(At(Up(tick.Place))).Append('h').Append(At(area.Width));
        markup.Empty("path", ("class", "grid"), ("d", grid.ToString()));
        markup.Empty("path", ("class", "axis"), ("d", $"M{At(area.Left)} {At(area.Bottom)}h{At(area.Width)}"));
        foreach (var tick in y.Ticks)
            Label(y.HasChoices ? Labels.Fit(tick.Label, area.Left - LabelGap) : tick.Label, area.Left - LabelGap, Up(tick.Place) + TextHeight, "end");
        foreach (var tick in Labels.Beside(x, area.Width))
            Label(tick.Label, Right(tick.Place), area.Bottom + 16, "middle");
        if (x.Title.Length > 0) markup.Element("text", Labels.Fit(x.Title, area.Width), ("class", "title"), ("x", At(area.Left + (area.Width / 2))), ("y", At(area.Bottom + 34)), ("text-anchor", "middle"));
        if (y.Title.Length > 0) markup.Element("text", Labels.Fit(y.Title, area.Width), ("class", "title"), ("x", At(area.Left)), ("y", At(area.Top - 8)));
        return this;
    }

    /// <summary>A line through points.</summary>
    public Plot Line(IEnumerable<(double X, double Y)> points, string style)
    {
        markup.Empty("polyline", ("class", style), ("points", string.Join(' ', points.Select(point => $"{At(X(point.X))},{At(Y(point.Y))}"))));
        return this;
    }

    /// <summary>A line that keeps its value until the next point.</summary>
    public Plot Steps(IReadOnlyList<(double X, double Y)> points, string style)
    {
        var path = new StringBuilder();
        foreach (var (px, py) in points)
            path.Append(path.Length == 0 ? $"M{At(X(px))} {At(Y(py))}" : $"H{At(X(px))}V{At(Y(py))}");
        markup.Empty("path", ("class", style), ("d", path.ToString()));
        return this;
    }

    /// <summary>The area between two lines; a single point becomes a bar of a little width.</summary>
    public Plot Band(IReadOnlyList<(double X, double Low, double High)> points, string style)
    {
        var edge = points.Select(point => (X(point.X), Y(point.High))).Concat(points.Reverse().Select(point => (X(point.X), Y(point.Low)))).ToList();
        if (points.Count == 1) edge = [(edge[0].Item1 - 4, edge[0].Item2), (edge[0].Item1 + 4, edge[0].Item2), (edge[1].Item1 + 4, edge[1].Item2), (edge[1].Item1 - 4, edge[1].Item2)];
        markup.Empty("polygon", ("class", style), ("points", string.Join(' ', edge.Select(point => $"{At(point.Item1)},{At(point.Item2)}"))));
        return this;
    }

    /// <summary>Many dots as one shape.</summary>
    public Plot Dots(IEnumerable<(double X, double Y)> points, string style)
    {
        var path = new StringBuilder();
        foreach (var (px, py) in points) path.Append('M').Append(At(X(px))).Append(' ').Append(At(Y(py))).Append("h0");
        if (path.Length > 0) markup.Empty("path", ("class", style), ("d", path.ToString()));
        return this;
    }

    /// <summary>One marked point with a text that shows when it is pointed at.</summary>
    public Plot Mark((double X, double Y) point, string style, string text)
    {
        markup.Open("circle", ("class", style), ("cx", At(X(point.X))), ("cy", At(Y(point.Y))), ("r", "4.5")).Element("title", text).Close();
        return this;
    }

    /// <summary>Upright lines, each at a place from one value to another, as one shape.</summary>
    public Plot Spans(IEnumerable<(double X, double Low, double High)> spans, string style)
    {
        var path = new StringBuilder();
        foreach (var (px, low, high) in spans) path.Append('M').Append(At(X(px))).Append(' ').Append(At(Y(low))).Append('V').Append(At(Y(high)));
        if (path.Length > 0) markup.Empty("path", ("class", style), ("d", path.ToString()));
        return this;
    }

    /// <summary>A horizontal line over the whole width.</summary>
    public Plot Level(double value, string style)
    {
        markup.Empty("path", ("class", style), ("d", $"M{At(area.Left)} {At(Y(value))}h{At(area.Width)}"));
        return this;
    }

    private double X(double value) => Right(x.Place(value));

    private double Y(double value) => Up(y.Place(value));

    private double Right(double place) => area.Left + (place * area.Width);

    private double Up(double place) => area.Bottom - (place * area.Height);

    private void Label(string text, double left, double baseline, string anchor) =>
        markup.Element("text", text, ("class", "tick"), ("x", At(left)), ("y", At(baseline)), ("text-anchor", anchor));

    private static string At(double coordinate) => MarkupWriter.Coordinate(coordinate);
}
