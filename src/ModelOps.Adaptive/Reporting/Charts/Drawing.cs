using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Charts;

/// <summary>An SVG drawing inside of the page, named and described for who does not see it.</summary>
internal static class Drawing
{
    /// <summary>Opens a drawing; the caller closes it.</summary>
    /// <param name="markup">The page.</param>
    /// <param name="id">Unique in the page.</param>
    /// <param name="size">Width and height in its units.</param>
    /// <param name="title">Its name.</param>
    /// <param name="description">What it shows, in a sentence or two.</param>
    public static void Open(MarkupWriter markup, string id, (double Width, double Height) size, string title, string description)
    {
        markup.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("role", "img"),
            ("aria-labelledby", $"{id}-title {id}-desc"),
            ("viewBox", $"0 0 {MarkupWriter.Coordinate(size.Width)} {MarkupWriter.Coordinate(size.Height)}"));
        markup.Element("title", title, ("id", $"{id}-title")).Element("desc", description, ("id", $"{id}-desc"));
    }
}
