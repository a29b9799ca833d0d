using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Cli.Output;
using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Doctor;

namespace ModelOps.Cli.Keeper.Doctor;

/// <summary><c>keeper doctor</c>: whether this machine has what the keeper needs.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where a report is written; none if not given" };
        return new Command("doctor", "Show whether kubectl and its configuration are there") { output }.Runs(async (parse, cancellationToken) =>
        {
            var report = await new KeeperDoctor(new(KubectlSettings.Of(context.Variable), context.Time), ToolVersion.Text).RunAsync(cancellationToken);
            if (parse.GetValue(output) is { } path) OutOption.Open(context, path).Write("doctor_latest.json", report, DoctorJson.Default.DoctorReport);
            parse.Answer(context).Write(report, DoctorJson.Default.DoctorReport, (answer, writer) => writer.Write(answer.Text()));
            return report.Ok ? ExitStatus.Ok : ExitStatus.Invalid;
        });
    }
}
