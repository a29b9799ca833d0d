using System.Text.Json;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.MainJob;

/// <summary>Exports with one row a replicate, and output tables in long form, read back by Python's csv module.</summary>
public sealed class LongExportTests
{
    private const string Model = """
        def simulate(params, seed):
            if params["x"] > 0.9:
                raise ValueError("too, \"large\"")
            return {"out": {"day": [0, 1, 2], "y": [params["x"], params["x"] + 1, float(seed % 7)], "seed": [1, 2, 3]}, "other": {"z": [1]}}
        """;

    [Fact]
    public async Task Replicates_have_a_row_each_with_the_seed_used_and_the_error()
    {
        using var workplace = new Workplace();
        var run = await RunAsync(workplace);
        (await workplace.MopsAsync("adaptive", "export", run, "--replicates", "--out", "replicates.csv")).Expect(0).Errors.ShouldContain("32 replicates");
        var rows = await ReadAsync(workplace, "replicates.csv");
        var trials = await workplace.TrialsOfAsync(run);
        Cells(rows, "seed").ShouldBe(trials.SelectMany(trial => trial.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetString()!)));
        Cells(rows, "replicate").ShouldBe(trials.SelectMany(_ => (string[])["0", "1"]));
        Cells(rows, "error").Where(error => error.Length > 0).Distinct().ShouldBe(["ValueError: too, \"large\""]);
        Cells(rows, "status").Zip(Cells(rows, "trial_loss")).ShouldAllBe(row => row.First == "completed" ^ row.Second.Length == 0);
    }

    [Fact]
    public async Task Table_has_the_rows_of_all_replicates_with_their_parameters()
    {
        using var workplace = new Workplace();
        var run = await RunAsync(workplace);
        (await workplace.MopsAsync("adaptive", "export", run, "--table", "out", "--out", "out.csv")).Expect(0);
        var rows = await ReadAsync(workplace, "out.csv");
        var trials = await workplace.TrialsOfAsync(run);
        var completed = trials.Sum(trial => trial.Count("succeeded"));
        Cells(rows, "day").Count().ShouldBe(3 * completed);
        // The model's own column called seed does not hide the seed of the replicate.
        Cells(rows, "out_seed").Take(3).ShouldBe(["1", "2", "3"]);
        Cells(rows, "seed").First().ShouldBe(trials[0].GetProperty("seeds")[0].GetString());
        Cells(rows, "y").Where((_, i) => i % 3 == 0).ShouldBe(Cells(rows, "param_x").Where((_, i) => i % 3 == 0));
        (await workplace.MopsAsync("adaptive", "export", run, "--table", "out")).Expect(0).Output.ShouldBe(await File.ReadAllTextAsync(workplace.At("out.csv")));
    }

    [Fact]
    public async Task Table_that_is_not_there_and_options_that_do_not_fit_are_errors()
    {
        using var workplace = new Workplace();
        var run = await RunAsync(workplace);
        (await workplace.MopsAsync("adaptive", "export", run, "--table", "outt")).Expect(1).Errors.ShouldContain("other, out");
        (await workplace.MopsAsync("adaptive", "export", run, "--table", "out", "--replicates")).Expect(2);
        (await workplace.MopsAsync("adaptive", "export", run, "--table", "out", "--out", "out.arrow")).Expect(2).Errors.ShouldContain("table convert");
    }

    private static async Task<string> RunAsync(Workplace workplace)
    {
        workplace.Write("model.py", Model);
        workplace.Write("spec.yaml", """
            apiVersion: modelops/v1
            kind: Adaptive
            metadata: {name: long}
            spec:
              model: {entrypoint: "model:simulate", bundle: .}
              parameters: {x: {type: float, min: 0.0, max: 1.0}}
              algorithm: {adapter_path: "builtin:sobol", max_trials: 16, replicates: 2, seed: 1}
            """);
        return (await workplace.MopsAsync("adaptive", "run", "-f", "spec.yaml", "--json")).Json(1).Text("run");
    }

    private static Task<JsonElement> ReadAsync(Workplace workplace, string file) => workplace.PythonAsync("read_table.py", "csv", file);

    private static IEnumerable<string> Cells(JsonElement columns, string column) => columns.GetProperty(column).EnumerateArray().Select(cell => cell.ValueKind == JsonValueKind.String ? cell.GetString()! : cell.GetRawText());
}
