using System.Text.Json;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.MainJob;

/// <summary>Exported trials, read back by the programs that users have.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("trials.csv", "csv")]
    [InlineData("trials.csv", "pandas")]
    [InlineData("trials.arrow", "apache-arrow")]
    public async Task Export_says_what_the_trials_say(string file, string reader)
    {
        using var workplace = new Workplace();
        var run = (await workplace.RunStudyAsync(StudyProjects.Example("influenza-1978", "python.yaml"))).Text("run");
        var trials = await workplace.TrialsOfAsync(run);
        (await workplace.MopsAsync("adaptive", "export", run, "--out", file)).Expect(0).Errors.ShouldContain("300 trials");

        var columns = await ReadAsync(workplace, reader, file);

        foreach (var column in (string[])["trial", "round", "replicates"]) Numbers(columns, column).ShouldBe(Numbers(trials, column));
        Numbers(columns, "loss").ShouldBe(Numbers(trials, "loss"));
        Numbers(columns, "param_beta").ShouldBe(Numbers([.. trials.Select(trial => trial.GetProperty("params"))], "beta"));
        Texts(columns, "param_id").ShouldBe(trials.Select(trial => trial.Text("param_id")));
        Texts(columns, "status").ShouldAllBe(status => status == "completed");
    }

    [Fact]
    public async Task Export_without_a_file_is_CSV_on_standard_output()
    {
        using var workplace = new Workplace();
        var run = (await workplace.RunStudyAsync(workplace.WithModels("good_models.py").WriteStudy(new Study("fine", "good_models:fine")))).Text("run");
        var printed = (await workplace.MopsAsync("adaptive", "export", run)).Expect(0).Output;
        (await workplace.MopsAsync("adaptive", "export", run, "--out", "trials.csv")).Expect(0);
        (await File.ReadAllTextAsync(workplace.At("trials.csv"))).ShouldBe(printed);
        (await workplace.MopsAsync("adaptive", "export", run, "--format", "arrow")).Expect(2).Errors.ShouldContain("--out");
        (await workplace.MopsAsync("adaptive", "export", run, "--out", "trials.xlsx")).Expect(2).Errors.ShouldContain(".arrow");
    }

    private static async Task<JsonElement> ReadAsync(Workplace workplace, string reader, string file) => reader switch
    {
        "csv" => await workplace.PythonAsync("read_table.py", reader, file),
        "apache-arrow" => await workplace.NodeWithArrowAsync("read_arrow.mjs", file),
        _ => await workplace.PythonWithAsync(reader, Interpreters.Script("read_table.py"), reader, file),
    };

    private static IEnumerable<double> Numbers(JsonElement columns, string column) =>
        columns.GetProperty(column).EnumerateArray().Select(cell => cell.ValueKind == JsonValueKind.String
            ? double.Parse(cell.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : cell.GetDouble());

    private static IEnumerable<double> Numbers(IReadOnlyList<JsonElement> rows, string name) => rows.Select(row => row.GetProperty(name).GetDouble());

    private static IEnumerable<string?> Texts(JsonElement columns, string column) => columns.GetProperty(column).EnumerateArray().Select(cell => cell.GetString());
}
