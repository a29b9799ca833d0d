using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Loops;

namespace ModelOps.Cli.Keeper.Loops;

/// <summary><c>keeper closed-loop run</c>: one round.</summary>
internal static class ClosedLoopRunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var (options, output) = (new LoopOptions(scenarioRequired: false), OutOption.Create("report"));
        var command = new Command("run", "Go through one round: judge, propose, bound, plan, and with --apply verify and change") { output }.Runs(async (parse, cancellationToken) =>
        {
            var settings = options.Settings(context, parse, continues: false);
            using var recording = options.Telemetry.Recording(context, parse, append: false);
            var source = options.Telemetry.Source(context, parse, options.Scenario(parse), recording);
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var loop = await LoopParts.LoopAsync(context, settings, options.Workload(context, parse, settings), cancellationToken);
            // A rehearsal gives the same answer each time; only what changes the cluster has to be remembered.
            var memory = settings.ApplyRequested ? MemoryFile.Read(folder, settings.Namespace, settings.Deployment) : new(settings.Namespace, settings.Deployment);
            var report = await loop.RunAsync(new(folder, source, recording, Tick: 0), memory, Remember, cancellationToken);
            parse.Answer(context).Write(report, () => LoopsJson.Default.ClosedLoopReport, LoopText.Write);
            return LoopParts.Status(context, report);

            void Remember(LoopMemory next)
            {
                if (settings.ApplyRequested) MemoryFile.Write(folder, next);
            }
        });
        options.AddTo(command);
        return command;
    }
}
