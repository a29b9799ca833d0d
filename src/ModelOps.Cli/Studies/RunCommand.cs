using System.CommandLine;
using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Specs;
using ModelOps.Cli.Clusters;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive run</c>: run a study from this machine.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var file = new Option<string>("--file", "-f") { Required = true, HelpName = "SPEC", Description = "The spec, a YAML file of kind Adaptive" };
        var bundle = new Option<string?>("--bundle") { HelpName = "BUNDLE", Description = "What holds the model instead of the spec's bundle: a folder, or the tag or digest of a pushed bundle" };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run if it exists; start it otherwise" };
        var run = new Option<string?>("--run") { HelpName = "NAME", Description = "Name the run, to have a second one of the same spec" };
        var workers = new Option<int?>("--workers") { HelpName = "N", Description = "How many worker processes; one a core by default. The results do not depend on it" };
        var placement = new PlacementOptions();
        var local = new Option<bool>("--local") { Description = "Keep the study on this machine even if the spec has a central_store" };
        var uncached = new Option<bool>("--no-cache") { Description = "Run every simulation, also those whose result is known" };
        var command = new Command("run", "Run a study from this machine to its end") { file, bundle, resume, run, workers, local, uncached };
        placement.AddTo(command);
        return command.Runs(async (parse, cancellationToken) =>
        {
            var spec = AdaptiveSpecReader.Read(context.Resolve(parse.GetRequiredValue(file)), context.Variable("SIMULATION_FN_REF"));
            // A folder on the command line is seen from the working directory, one in the spec from the spec.
            if (parse.GetValue(bundle) is { } chosen)
                spec = spec with { Model = spec.Model with { Bundle = Directory.Exists(context.Resolve(chosen)) ? context.Resolve(chosen) : chosen } };
            if (!spec.HasObjective)
                context.Error.Write("Note: the spec has no objective, so the loss is a placeholder: the mean of the numeric parameter values.\n");
            var started = new StartedRun(
                parse.GetRequiredValue(file),
                parse.GetValue(run),
                placement.Of(context, parse, WorkersOption.Check(parse.GetValue(workers))),
                parse.GetValue(local),
                parse.GetValue(uncached))
            {
                Bundle = parse.GetValue(bundle),
            };
            var answer = await RunAsync(context, spec, started, parse.GetValue(resume), cancellationToken);
            parse.Answer(context).Write(answer, StudiesJson.Default.StudyAnswer, StudyText.Render);
            return answer.Failed > 0 || answer.Status == "cancelled" ? ExitStatus.Failures : ExitStatus.Ok;
        });
    }

    private static async Task<StudyAnswer> RunAsync(
        CliContext context, AdaptiveSpec spec, StartedRun started, bool resume, CancellationToken cancellationToken)
    {
        var ports = LocalPorts.Create(context, started.Placement, cached: !started.Uncached);
        await using var central = spec.HasCentralStore && !started.Local
            ? new SharedRuns(
                await CentralStore.ConnectAsync(context, CentralStore.FromEnvironment, cancellationToken), started.Placement.Parallel, context.Time)
            : null;
        var runs = central ?? (IRuns)new LocalRuns(LocalState.Runs(context), context.Time);
        var launcher = new StudyLauncher(ports, runs);
        var study = await launcher.PrepareAsync(spec, started.Run, cancellationToken);
        using var progress = new Progress(context, "trials", spec.Algorithm.MaxTrials);
        progress.Note($"Run {study.Run}");
        var options = new LaunchOptions(resume ? ExistingRun.Resume : ExistingRun.Refuse, new ProgressBridge(progress), progress.Note);
        try
        {
            var state = await launcher.RunAsync(study, options, cancellationToken);
            return StudyAnswers.Of(state, await runs.TrialsAsync(study.Run, cancellationToken));
        }
        catch (ConflictException unfinished) when (unfinished.Code == "run_unfinished")
        {
            throw new ConflictException(
                unfinished.Code, unfinished.Message, $"To go on with it: {started.ResumingCommand}\nTo start anew beside it, add --run NAME.", unfinished);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Note($"Nothing acknowledged is lost. To go on: {started.ResumingCommand}");
            throw;
        }
    }
}
