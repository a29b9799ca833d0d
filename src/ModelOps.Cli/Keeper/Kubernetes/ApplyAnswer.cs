using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Gates;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary>The answer of the commands that change a cluster.</summary>
internal static class ApplyAnswer
{
    /// <summary>Writes it: the summary to standard output, and for a block the one line to standard error.</summary>
    /// <returns>0 for success, 1 for a change that failed, 2 for a block.</returns>
    public static ExitStatus Write(ParseResult parse, CliContext context, ApplyReport report, CancellationToken cancellationToken)
    {
        parse.Answer(context).Write(report, ApplyingJson.Default.ApplyReport, Render);
        cancellationToken.ThrowIfCancellationRequested();
        if (report.BlockReason is null) return report.Ok ? ExitStatus.Ok : ExitStatus.Failures;
        context.Error.Write(GateReason.ErrorLine(report.BlockReason) + "\n");
        return ExitStatus.Invalid;
    }

    private static void Render(ApplyReport report, TextWriter output)
    {
        output.Write($"{(report.BlockReason is null ? "outcome" : "blocked")}  {report.Reason}\n");
        if (report.Details is { } details) output.Write($"         {details.Message}\n");
        output.Write($"plan     {report.K8sPlanItems} {(report.K8sPlanItems == 1 ? "change" : "changes")} of {report.K8sNamespace}/{report.K8sDeployment}\n");
        foreach (var item in report.Items)
        {
            output.Write($"  {item.Namespace}/{item.Name}: {(item.Ok ? $"{item.Stdout}; {item.Rollout?.Detail}" : item.Stderr)}\n");
            if (item.Restored is { } restored) output.Write($"    {(restored ? "the previous values are back" : $"the previous values could not be put back: {item.RestoreError}")}\n");
        }
        if (report.RollbackPlanPath is not null) output.Write($"undo     mk k8s rollback --plan {report.RollbackPlanPath}\n");
    }
}
