using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>The frame that all sections share: a heading, prose, figures and the tables behind them.</summary>
internal static class PageSection
{
    /// <summary>Opens a section; the caller closes it.</summary>
    public static void Open(MarkupWriter page, string id, string heading) =>
        page.Open("section", ("id", id), ("aria-labelledby", $"{id}-heading")).Element("h2", heading, ("id", $"{id}-heading"));

    /// <summary>A table with a caption and a heading row; cells in the columns from <paramref name="numbersFrom"/> on are numbers.</summary>
    public static void Table(MarkupWriter page, string caption, IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows, int numbersFrom = 1)
    {
        page.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption)).Open("table").Element("caption", caption);
        page.Open("thead").Open("tr");
        for (var i = 0; i < heading.Count; i++) page.Element("th", heading[i], ("scope", "col"), ("class", ClassOf(i)));
        page.Close().Close().Open("tbody");
        foreach (var row in rows)
        {
            page.Open("tr");
            for (var i = 0; i < row.Count; i++)
            {
                if (i == 0) page.Element("th", row[i], ("scope", "row"));
                else page.Element("td", row[i], ("class", ClassOf(i)));
            }
            page.Close();
        }
        page.Close().Close().Close();

        string ClassOf(int column) => column >= numbersFrom ? "number" : "text";
    }

    /// <summary>The table behind a figure, folded.</summary>
    public static void Data(MarkupWriter page, string caption, IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows, int numbersFrom = 0)
    {
        page.Open("details").Element("summary", "The numbers");
        Table(page, caption, heading, rows, numbersFrom);
        page.Close();
    }
}
