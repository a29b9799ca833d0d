using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Reporting;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Sources;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Reporting;

public sealed class StudyReportTests
{
    [Fact]
    public void Same_study_gives_the_same_bytes_under_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var pages = new List<string>();
        foreach (var culture in (CultureInfo[])[CultureInfo.InvariantCulture, German()])
        {
            CultureInfo.CurrentCulture = culture;
            pages.Add(Page(Fitted(["a", "b"], 120)));
        }
        CultureInfo.CurrentCulture = before;
        pages[1].ShouldBe(pages[0]);
    }

    [Fact]
    public void Every_drawing_has_a_name_a_description_and_only_finite_coordinates()
    {
        var drawings = Parse(Page(Fitted(["a", "b", "c"], 120))).Descendants().Where(element => element.Name.LocalName == "svg").ToList();
        drawings.Count.ShouldBeGreaterThan(8);
        var ids = new HashSet<string>();
        foreach (var drawing in drawings)
        {
            drawing.Attribute("role")!.Value.ShouldBe("img");
            var labelled = drawing.Attribute("aria-labelledby")!.Value.Split(' ');
            labelled.ShouldAllBe(id => ids.Add(id) && drawing.Elements().Any(element => (string?)element.Attribute("id") == id && element.Value.Length > 0));
        }
        drawings.SelectMany(drawing => drawing.Descendants()).Attributes().ShouldAllBe(attribute => !attribute.Value.Contains("NaN") && !attribute.Value.Contains('∞'));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("a & b < c > 'd' \"e\" \u0007 \u202e \U0001F600")]
    [InlineData("]]><svg/onload=alert(1)>")]
    public void Hostile_names_stay_text(string hostile)
    {
        var state = Failing(hostile);
        var failure = new ReportFailure(1, hostile, "7", hostile, hostile);
        var source = new ReportSource(state, [], hostile, [failure], hostile);
        var page = Parse(Page(source));
        var known = Parse(Page(Fitted(["a", "b"], 120))).Descendants().Select(element => element.Name.LocalName).Concat(["ol", "aside"]).ToHashSet();
        page.Descendants().Select(element => element.Name.LocalName).ShouldAllBe(name => known.Contains(name) && name != "script" && name != "img");
        page.Descendants().Attributes().ShouldAllBe(attribute => !attribute.Name.LocalName.StartsWith("on"));
        page.Descendants().Single(element => element.Name.LocalName == "h1").Value.ShouldBe(hostile.Replace('\u0007', '\uFFFD'));
    }

    [Fact]
    public void Page_asks_for_nothing_from_elsewhere()
    {
        var page = Page(Fitted(["a", "b"], 120));
        page.ShouldContain("default-src &#39;none&#39;");
        page.Replace("http://www.w3.org/2000/svg", "").ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("<script");
    }

    [Fact]
    public void Fit_names_the_band_and_counts_what_lies_in_it()
    {
        var page = Page(Fitted(["a"], 40));
        page.ShouldContain("the range of 3 replicates");
        page.ShouldContain("2 of 3 observations lie inside of the band");
    }

    [Fact]
    public void Loss_without_any_target_is_called_a_placeholder_and_that_of_the_users_own_is_not()
    {
        var state = Failing("x");
        state.Header.Spec["objective"] = JsonNode.Parse("{}");
        Page(new ReportSource(state, [], null, [], null)).ShouldContain("placeholder");
        state.Header.Spec["objective"] = JsonNode.Parse("""{"user_targets": [{"entrypoint": "fit:loss", "weight": 1.0}]}""");
        Page(new ReportSource(state, [], null, [], null)).ShouldNotContain("placeholder");
    }

    [Fact]
    public void Study_whose_trials_all_failed_says_so()
    {
        var page = Page(new ReportSource(Failing("x"), [], null, [new(0, "{}", "7", "ValueError: no", "mops sim run")], null));
        page.ShouldContain("All trials failed");
        page.ShouldContain("ValueError: no");
    }

    [Fact]
    public void Study_without_a_result_is_a_page_too() =>
        Page(ReportStudies.Source(new StudyState(ReportStudies.Header(new JsonObject { ["a"] = ReportStudies.Float() }, [])))).ShouldContain("No trial has a result yet");

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(1e308)]
    [InlineData(5e-324)]
    public void Constant_losses_are_drawn(double loss) => Parse(Page(ReportStudies.Source(ReportStudies.Of(["a", "b"], 30, _ => loss))));

    [Fact]
    public void Losses_from_end_to_end_of_doubles_are_drawn() =>
        Page(ReportStudies.Source(ReportStudies.Of(["a", "b"], 60, point => (point[0] - 0.5) * 2 * 1.7e308))).ShouldNotContain("NaN", Case.Sensitive);

    [Fact]
    public void Many_trials_give_a_page_of_bounded_size() =>
        Page(ReportStudies.Source(ReportStudies.Of(["a", "b", "c", "d", "e", "f"], 20_000, point => point[0] + point[1]))).Length.ShouldBeLessThan(2_000_000);

    private static string Page(ReportSource source) => StudyReport.Write(source, StudyFindings.Of(source));

    private static CultureInfo German() => new(CultureInfo.InvariantCulture.Name) { NumberFormat = new() { NumberDecimalSeparator = ",", NegativeSign = "~" } };

    private static ReportSource Fitted(IReadOnlyList<string> names, int trials)
    {
        var state = ReportStudies.Of(names, trials, point => 1 + point.Sum(value => (value - 0.3) * (value - 0.3)), ReportStudies.MeanSquare());
        var definition = ModelOps.Adaptive.Records.RecordedTarget.Of(state.Header)[0].Definition;
        var observed = ObservedData.Read(definition, new ModelOps.Adaptive.Tests.Objectives.MemoryTable("observed.csv", [("day", ["0", "1", "2"]), ("cases", ["10", "20", "99"])]));
        return ReportStudies.Source(state, new AlignedTarget(definition, observed, [[9, 19, 29], [11, 21, 31], [10, 20, 30]]));
    }

    private static StudyState Failing(string name)
    {
        var state = new StudyState(ReportStudies.Header(new JsonObject { [name] = ReportStudies.Float() }, [], name));
        state.Apply(new StudyEvent.RoundAppended(0, [new(new([KeyValuePair.Create(name, ParameterValue.From(0.5))]), [7UL])]));
        state.Apply(new StudyEvent.ReplicateRecorded(new(0, 0, Contracts.Simulation.SimulationStatus.Failed, new Dictionary<string, Contracts.Digests.Digest>(), new(name, name, ""))));
        state.Apply(new StudyEvent.TrialTold(0, TrialStatus.Failed, double.NaN));
        return state;
    }

    // The page is well-formed XML too, but for its doctype.
    private static XElement Parse(string page) => XElement.Parse(page.Replace("<!DOCTYPE html>", ""));
}
