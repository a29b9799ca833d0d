using ModelOps.Cli.Output;

namespace ModelOps.Cli.Simulations;

/// <summary>The answer of <c>mops sim run --tasks</c> for people.</summary>
internal static class SimTasksText
{
    /// <summary>What was done, where it is, what failed.</summary>
    public static void Render(SimTasksAnswer answer, TextWriter output)
    {
        var failed = answer.Failed == 0 ? "" : $", {answer.Failed} failed";
        output.Write($"{answer.Out}: {CountText.Of(answer.Completed, "task")} completed{failed}\n");
        output.Write($"This run: {answer.Simulated} simulated, {answer.Cached} from the cache, {answer.Skipped} done before.\n");
        if (answer.Failures.Count == 0) return;
        output.Write($"\n{CountText.Of(answer.Failed, "simulation")} did not complete:\n");
        foreach (var failure in answer.Failures)
        {
            output.Write($"  params {failure.Params}, seed {failure.Seed}\n");
            output.Write($"    {failure.Error.ReplaceLineEndings(" ")}\n");
            output.Write($"    {failure.Rerun}\n");
        }
        if (answer.Failed > answer.Failures.Count) output.Write($"  and {answer.Failed - answer.Failures.Count} more, in the table 'failures' of that folder\n");
    }
}
