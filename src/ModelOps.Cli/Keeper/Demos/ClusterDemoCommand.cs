using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Licensing;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary>A demonstration on a cluster of this machine: a trainer is started, commands are played, and everything is cleared away.</summary>
internal static class ClusterDemoCommand
{
    /// <summary>The command.</summary>
    /// <param name="context">The run.</param>
    /// <param name="run">Runs one command.</param>
    /// <param name="name">The demonstration's name.</param>
    /// <param name="description">What is seen.</param>
    /// <param name="steps">The commands, given the folder of the reports.</param>
    public static Command Create(CliContext context, KeeperRun run, string name, string description, Func<string, IReadOnlyList<DemoStep>> steps)
    {
        var output = OutOption.Create($"report/_demo_{name.Replace('-', '_')}");
        var keepLicense = new Option<bool>("--keep-license") { Description = "Leave the development license and its keyring" };
        var keepDeploy = new Option<bool>("--keep-deploy") { Description = "Leave the trainer in the cluster" };
        return new Command(name, description) { output, keepLicense, keepDeploy }.Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var tool = new KubectlTool(KubectlSettings.Of(context.Variable), context.Time);
            var config = await KubeConfig.ReadAsync(tool, cancellationToken);
            Refuse(config);
            var shown = parse.GetValue(GlobalOptions.Json) ? TextWriter.Null : context.Out;
            var stage = new DemoStage(context, run, shown);
            var trainer = new DemoTrainer(tool.For(config.Context), folder, context.Time);
            var left = new List<string>();
            try
            {
                await trainer.StartAsync(cancellationToken);
                foreach (var step in steps(folder.Path)) await stage.PlayAsync(step, cancellationToken);
            }
            finally
            {
                left.AddRange(await trainer.ClearAsync(parse.GetValue(keepDeploy), CancellationToken.None));
                left.AddRange(DemoLicense.Clear(folder, parse.GetValue(keepLicense)));
            }
            parse.Answer(context).Write(new(folder.Path, stage.Ok, stage.Turns, left), DemosJson.Default.DemoAnswer, Render);
            return stage.Ok ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }

    private static void Refuse(KubeConfig config)
    {
        if (new LicensedTarget(config.Context, Uri.TryCreate(config.Server, UriKind.Absolute, out var server) ? server : null).IsLocal) return;
        throw new InvalidInputException(
            "cluster_not_local",
            $"The context '{config.Context ?? "(none)"}' is no cluster of this machine (kind, minikube or a loopback address), and a demonstration changes no other.",
            "Make one with scripts/kind-bootstrap.sh, or choose it with 'kubectl config use-context NAME'.");
    }

    private static void Render(DemoAnswer answer, TextWriter output)
    {
        output.Write(answer.Ok ? "\nEverything went as it was to.\n" : "\nNot everything went as it was to.\n");
        output.Write($"reports  {answer.Folder}\n");
        foreach (var thing in answer.Left) output.Write($"left     {thing}\n");
    }
}
