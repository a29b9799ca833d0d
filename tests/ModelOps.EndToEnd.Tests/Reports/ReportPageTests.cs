using Microsoft.Playwright;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Reports;

/// <summary>Reports as a browser shows them. <c>MOPS_SCREENSHOTS</c> names a folder to keep pictures in for the eye.</summary>
public sealed class ReportPageTests
{
    [Theory]
    [InlineData(ColorScheme.Light, "rgb(255, 255, 255)")]
    [InlineData(ColorScheme.Dark, "rgb(20, 24, 29)")]
    public async Task Report_opens_without_a_complaint_or_a_request_in_light_and_dark(ColorScheme scheme, string paper)
    {
        using var workplace = new Workplace();
        var report = await ReportAsync(workplace, StudyProjects.Example("influenza-1978", "python.yaml"));
        await using var browser = await Browser.OpenAsync(report, scheme);
        await KeepAsync(browser, $"influenza-{scheme}");
        browser.Complaints.ShouldBeEmpty();
        browser.Requests.ShouldAllBe(url => url == new Uri(report).AbsoluteUri || url.StartsWith("data:", StringComparison.Ordinal));
        (await browser.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe(paper);
        (await browser.Page.Locator("svg[role=img]").CountAsync()).ShouldBeGreaterThanOrEqualTo(7);
        (await browser.Page.GetByRole(AriaRole.Img, new() { Name = "Loss by trial" }).CountAsync()).ShouldBe(1);
        (await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Fit to the data" }).IsVisibleAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(900)]
    [InlineData(380)]
    public async Task Nothing_is_wider_than_the_window_or_the_drawing(int width)
    {
        using var workplace = new Workplace();
        var report = await ReportAsync(workplace, StudyProjects.Example("seir", "adaptive.yaml"));
        await using var browser = await Browser.OpenAsync(report, ColorScheme.Light, width);
        await KeepAsync(browser, $"seir-{width}");
        (await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue();
        var cut = await browser.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('svg text')].filter(text => {
              const box = text.getBBox(), view = text.ownerSVGElement.viewBox.baseVal;
              return box.x < -1 || box.y < -1 || box.x + box.width > view.width + 1 || box.y + box.height > view.height + 1;
            }).map(text => text.textContent)
            """);
        cut.ShouldBeEmpty();
    }

    [Fact]
    public async Task Printed_report_is_dark_on_white_and_complete()
    {
        using var workplace = new Workplace();
        var report = await ReportAsync(workplace, StudyProjects.Example("influenza-1978", "python.yaml"));
        await using var browser = await Browser.OpenAsync(report, ColorScheme.Dark);
        await browser.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await KeepAsync(browser, "influenza-print");
        (await browser.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await browser.Page.EvaluateAsync<string>("getComputedStyle(document.body).color")).ShouldBe("rgb(0, 0, 0)");
        (await browser.Page.PdfAsync(new() { Format = "A4", PrintBackground = true })).Length.ShouldBeGreaterThan(20_000);
    }

    [Fact]
    public async Task Hostile_names_are_shown_and_not_run()
    {
        const string hostile = "<img src=x onerror=alert(1)>";
        using var workplace = new Workplace();
        workplace.Write("model.py", """
            def simulate(params, seed):
                if params["<img src=x onerror=alert(1)>"] > 0.5:
                    raise ValueError("<script>alert(2)</script>")
                return {"t": {"x": [1.0]}}
            """);
        workplace.Write("spec.yaml", $$"""
            apiVersion: modelops/v1
            kind: Adaptive
            metadata: {name: hostile}
            spec:
              model: {entrypoint: "model:simulate", bundle: .}
              parameters:
                "{{hostile}}": {type: float, min: 0.0, max: 1.0}
              algorithm: {adapter_path: "builtin:sobol", max_trials: 16, replicates: 1, seed: 1}
            """);
        var run = (await workplace.MopsAsync("adaptive", "run", "-f", "spec.yaml", "--json")).Json(1).Text("run");
        (await workplace.MopsAsync("adaptive", "report", run)).Expect(0);
        await using var browser = await Browser.OpenAsync(workplace.At("hostile-report.html"), ColorScheme.Light);
        await KeepAsync(browser, "hostile");
        browser.Complaints.ShouldBeEmpty();
        browser.Requests.Count(url => !url.StartsWith("data:", StringComparison.Ordinal)).ShouldBe(1);
        (await browser.Page.Locator("img, script").CountAsync()).ShouldBe(0);
        (await browser.Page.GetByText(hostile).CountAsync()).ShouldBeGreaterThan(0);
        (await browser.Page.GetByText("<script>alert(2)</script>").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Report_of_the_same_study_is_the_same_file_and_says_its_figures_as_JSON()
    {
        using var workplace = new Workplace();
        var spec = StudyProjects.Example("influenza-1978", "python.yaml");
        var first = await File.ReadAllTextAsync(await ReportAsync(workplace, spec));
        var run = (await workplace.RunStudyAsync(spec)).Text("run");
        var answer = (await workplace.MopsAsync("adaptive", "report", run, "-o", "again.html", "--json")).Expect(0).Json();
        (await File.ReadAllTextAsync(answer.Text("path")!)).ShouldBe(first);
        answer.GetProperty("parameters").EnumerateArray().Select(found => found.Text("determination")).ShouldBe(["determined", "determined"]);
        answer.GetProperty("nearly_as_good").GetInt32().ShouldBeInRange(10, 300);
        (await workplace.MopsAsync("adaptive", "report", run, "-o", "no/such/folder.html")).Expect(2).Errors.ShouldContain("no/such");
        (await workplace.MopsAsync("adaptive", "report", run, "--observed", "missing.csv")).Expect(2).Errors.ShouldContain("missing.csv");
        (await workplace.MopsAsync("adaptive", "report", "missing-run")).Expect(1).Errors.ShouldContain("missing-run");
    }

    private static async Task<string> ReportAsync(Workplace workplace, string spec)
    {
        var run = (await workplace.RunStudyAsync(spec)).Text("run");
        return (await workplace.MopsAsync("adaptive", "report", run, "--json")).Expect(0).Json().Text("path")!;
    }

    private static async Task KeepAsync(Browser browser, string name)
    {
        if (Environment.GetEnvironmentVariable("MOPS_SCREENSHOTS") is { Length: > 0 } folder)
            await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
