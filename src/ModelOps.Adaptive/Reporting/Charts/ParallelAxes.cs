using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Charts;

/// <summary>Several upright axes beside each other; a trial is a line across all of them.</summary>
/// <param name="markup">Where it is drawn.</param>
/// <param name="area">From the first axis to the last.</param>
/// <param name="axes">At least two.</param>
internal sealed class ParallelAxes(MarkupWriter markup, Area area, IReadOnlyList<Axis> axes)
{
    /// <summary>Draws the axes with their titles and the lowest and highest tick, to be called last: they lie over the lines.</summary>
    public void Frame()
    {
        var room = area.Width / (axes.Count - 1);
        foreach (var (i, axis) in axes.Index())
        {
            markup.Empty("path", ("class", "axis"), ("d", $"M{At(X(i))} {At(area.Top)}V{At(area.Bottom)}"));
            markup.Element("text", Labels.Fit(axis.Title, room - 8), ("class", "title"), ("x", At(X(i))), ("y", At(area.Top - 12)), ("text-anchor", i == 0 ? "start" : "middle"));
            foreach (var tick in axis.Ticks)
                markup.Element("text", axis.HasChoices ? Labels.Fit(tick.Label, room - 12) : tick.Label, ("class", "tick halo"), ("x", At(X(i) + 5)), ("y", At(Y(tick.Place) + 4)));
        }
    }

    /// <summary>A line through a place on each axis.</summary>
    public void Line(IReadOnlyList<double> places, string style) =>
        markup.Empty("polyline", ("class", style), ("points", string.Join(' ', places.Select((place, i) => $"{At(X(i))},{At(Y(place))}"))));

    private double X(int axis) => area.Left + (area.Width * axis / (axes.Count - 1));

    private double Y(double place) => area.Bottom - (place * area.Height);

    private static string At(double coordinate) => MarkupWriter.Coordinate(coordinate);
}
