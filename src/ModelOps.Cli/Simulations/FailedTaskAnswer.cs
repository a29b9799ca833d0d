using ModelOps.Execution.Tasks;

namespace ModelOps.Cli.Simulations;

/// <summary>A task that did not complete, and how to run it again.</summary>
/// <param name="Entrypoint">The entrypoint.</param>
/// <param name="Params">The parameters as JSON.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Error">Exception type and message.</param>
/// <param name="Environmental">Whether the machine ended it, not the model.</param>
/// <param name="Rerun">The command that runs exactly this simulation.</param>
internal sealed record FailedTaskAnswer(string Entrypoint, string Params, string Seed, string Error, bool Environmental, string Rerun)
{
    /// <summary>The answer for a failed task.</summary>
    public static FailedTaskAnswer Of(FailedTask failed) =>
        new(failed.Entrypoint, failed.Params, failed.Seed, $"{failed.Type}: {failed.Message}", failed.Environmental, RerunOf(failed));

    /// <summary>The command that runs a failed task again.</summary>
    public static string RerunOf(FailedTask failed) => ShellText.Rerun(failed.Entrypoint, failed.Bundle, failed.Params, failed.Seed);
}
