using System.Globalization;
using System.Text.Json;
using ModelOps.Contracts.Parameters;
using ModelOps.Cli.Output;

namespace ModelOps.Cli.Studies;

/// <summary>The answers of this folder for people.</summary>
internal static class StudyText
{
    private const int ShownFailures = 10;

    /// <summary>A run: how it ended, the best trial, the digest, what failed.</summary>
    public static void Render(StudyAnswer answer, TextWriter output)
    {
        var failed = answer.Failed == 0 ? "" : $", {answer.Failed} failed";
        output.Write($"run          {answer.Run}\n");
        output.Write($"status       {answer.Status}\n");
        output.Write($"trials       {answer.Trials}{failed} ({CountText.Of(answer.Simulations, "simulation")})\n");
        RenderBest(answer.Best is { } best ? best with { Answer = answer.Answer } : null, output);
        if (answer.PlaceholderLoss) output.Write("loss         placeholder: the mean of the parameter values, since the spec has no objective\n");
        var environmental = answer.Reproducible ? "yes" : $"no: the machine ended {answer.Environmental} runs of the model or a target";
        output.Write($"reproducible {environmental}\n");
        output.Write($"digest       {answer.StudyDigest}\n");
        RenderFailures(answer, output);
    }

    /// <summary>The best trial.</summary>
    public static void RenderBest(BestTrial? best, TextWriter output)
    {
        if (best is null)
        {
            output.Write("best         none: no trial completed\n");
            return;
        }
        output.Write($"best         trial {best.Trial}, loss {Number(best.Loss)}\n");
        RenderParams(best.Params, output);
        if (best.Losses is { Count: > 1 } losses)
        {
            foreach (var (target, loss) in losses) output.Write($"             loss of {target}: {Number(loss)}\n");
        }
        if (best.Answer is not { } answer) return;
        var interval = answer is { Low: { } low, High: { } high } ? $", 90 % interval {Number(low)} to {Number(high)}" : "";
        output.Write($"answer       trial {answer.Trial}, loss {Number(answer.Loss)} over {answer.Repetitions} repetitions{interval}\n");
        RenderParams(answer.Params, output);
    }

    private static void RenderParams(JsonElement parameters, TextWriter output)
    {
        foreach (var parameter in parameters.EnumerateObject()) output.Write($"             {parameter.Name} = {parameter.Value.GetRawText()}\n");
    }

    /// <summary>The trials as aligned columns.</summary>
    public static void Render(IReadOnlyList<TrialRow> rows, TextWriter output) => TextTable.Write(
        output,
        ["TRIAL", "ROUND", "STATUS", "LOSS", "REPLICATES", "PARAMS"],
        rows.Select(row => (string[])
        [
            Number(row.Trial), Number(row.Round), row.Status, row.Loss is { } loss ? Number(loss) : row.Error ?? "-",
            $"{row.Succeeded}/{row.Replicates}", row.Params.GetRawText(),
        ]));

    /// <summary>The runs as aligned columns.</summary>
    public static void Render(IReadOnlyList<RunRow> rows, TextWriter output) => TextTable.Write(
        output,
        ["RUN", "STATUS", "TRIALS", "BEST LOSS"],
        rows.Select(row => (string[])[row.Run, row.Status, Number(row.Trials), row.Best is { } best ? Number(best) : "-"]));

    private static void RenderFailures(StudyAnswer answer, TextWriter output)
    {
        if (answer.Failures.Count == 0) return;
        output.Write($"\n{(answer.Trials == answer.Failed ? "All trials failed. " : "")}{CountText.Of(answer.Failures.Count, "failure")}:\n");
        foreach (var failure in answer.Failures.Take(ShownFailures))
        {
            output.Write($"  trial {failure.Trial}, params {failure.Params}, seed {failure.Seed}\n");
            output.Write($"    {failure.Error.ReplaceLineEndings(" ")}\n");
            output.Write($"    {failure.Rerun}\n");
        }
        if (answer.Failures.Count > ShownFailures)
            output.Write($"  and {answer.Failures.Count - ShownFailures} more: mops adaptive trials {answer.Run}\n");
    }

    private static string Number(double value) => ParameterValue.From(value).Canonical;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
