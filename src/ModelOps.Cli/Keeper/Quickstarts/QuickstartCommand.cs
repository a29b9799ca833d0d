using System.CommandLine;
using System.Globalization;
using System.Text;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Demos;
using ModelOps.Cli.Keeper.Reporting;

namespace ModelOps.Cli.Keeper.Quickstarts;

/// <summary><c>keeper quickstart</c>: the first look. Doctor, a plan, its verification and the bundle of it all; nothing is changed.</summary>
internal static class QuickstartCommand
{
    /// <summary>The command.</summary>
    /// <param name="context">The run.</param>
    /// <param name="run">Runs the commands that it plays.</param>
    public static Command Create(CliContext context, KeeperRun run)
    {
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where the reports are written; report/quickstart_TIME if not given" };
        Option<string>[] passed =
        [
            Passed("--k8s-namespace", "NS", "The workload's namespace", "default"),
            Passed("--k8s-deployment", "NAME", "The workload's Deployment", "trainer"),
            Passed("--scenario", "NAME", "What the workload of the source 'synthetic' suffers", "drift"),
            Passed("--observe-source", "KIND", "Where samples come from", "synthetic"),
            Passed("--observe-duration", "TIME", "How long is looked back", "60s"),
            Passed("--policy", "NAME", "Who decides", "chord"),
        ];
        var path = new Option<string?>("--observe-path") { HelpName = "FILE", Description = "The file of the source 'file'" };
        var command = new Command("quickstart", "Have a first look: doctor, plan, verification, bundle; nothing is changed") { output, path };
        foreach (var option in passed) command.Add(option);
        return command.Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetValue(output) ?? "report/quickstart_" + context.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            var shown = parse.GetValue(GlobalOptions.Json) ? TextWriter.Null : context.Out;
            var stage = new DemoStage(context, run, shown);
            string[] options = [.. passed.SelectMany(option => (string[])[option.Name, parse.GetRequiredValue(option)]), .. parse.GetValue(path) is { } file ? (string[])["--observe-path", file] : []];
            foreach (var step in Steps(folder.Path, options))
            {
                var turn = await stage.PlayAsync(step, cancellationToken);
                // Without a plan there is nothing to verify; a missing kubectl is what the doctor is there to say.
                if (!turn.Ok && step.Arguments[0] == "closed-loop") break;
            }
            var ok = stage.Turns.All(turn => turn.Ok || turn.Command == "mk doctor --out " + Path.Combine(folder.Path, "doctor"));
            var summary = folder.WriteText("summary.md", Summary(stage.Turns));
            parse.Answer(context).Write(new(folder.Path, ok, stage.Turns, []), DemosJson.Default.DemoAnswer, (_, writer) => writer.Write($"\nsummary  {summary}\n"));
            return ok ? ExitStatus.Ok : ExitStatus.Invalid;
        });
    }

    private static Option<string> Passed(string name, string value, string description, string usual) =>
        new(name) { HelpName = value, Description = description, DefaultValueFactory = _ => usual };

    private static DemoStep[] Steps(string folder, string[] options)
    {
        var plan = Path.Combine(folder, "plan");
        return
        [
            new("Is everything there that the keeper needs?", "doctor", "--out", Path.Combine(folder, "doctor")),
            new("What would be changed? A plan, and nothing is changed.", ["closed-loop", "run", "--dry-run", .. options, "--out", plan]),
            new("Would it go through? Asked of the cluster as a dry run.", "k8s", "verify", "--plan", Path.Combine(plan, "k8s_plan.json"), "--out", Path.Combine(folder, "verify")),
            new("All of it in one file.", "export", "bundle", "--in", folder, "--out", Path.Combine(folder, "export")),
        ];
    }

    private static string Summary(IReadOnlyList<DemoTurn> turns)
    {
        var text = new StringBuilder("# Quickstart\n");
        foreach (var turn in turns)
            text.Append(CultureInfo.InvariantCulture, $"\n## {turn.Says}\n\n`{turn.Command}` ended with {turn.Status}\n\n```\n{turn.Output}{turn.Errors}```\n");
        return text.ToString();
    }
}
