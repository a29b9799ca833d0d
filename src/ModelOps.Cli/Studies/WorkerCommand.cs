using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive worker</c>: one of the runners of a study in a cluster.</summary>
internal static class WorkerCommand
{
    private const double UsualGrace = 25;
    private const double UsualLease = 60;

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var port = new Option<int?>("--port") { HelpName = "N", Description = "Answer /healthz, /readyz and /metrics on this port; 0 for any" };
        var workers = new Option<int?>("--workers") { HelpName = "N", Description = "How many worker processes; one a core by default" };
        var grace = new Option<double>("--grace") { HelpName = "SECONDS", Description = "How long running simulations may take to end after SIGTERM; 25 by default", DefaultValueFactory = _ => UsualGrace };
        var lease = new Option<double>("--lease") { HelpName = "SECONDS", Description = "How long a worker may be silent before others take its trials over; 60 by default", DefaultValueFactory = _ => UsualLease };
        return new Command("worker", "Run the study that ADAPTIVE_SPEC names, beside its other workers, to its end") { port, workers, grace, lease }.Runs(
            async (parse, cancellationToken) =>
            {
                using var progress = new Progress(context, "trials", null);
                var worker = new Worker(context, progress)
                {
                    Placement = WorkerEnvironment.ReadPlacement(context, WorkersOption.Check(parse.GetValue(workers))),
                    Grace = Seconds("--grace", parse.GetValue(grace), 0),
                    Lease = Seconds("--lease", parse.GetValue(lease), 1),
                };
                var answer = await worker.RunAsync(Port(parse.GetValue(port)), cancellationToken)
                    ?? throw new OperationCanceledException("The worker was drained.", cancellationToken);
                parse.Answer(context).Write(answer, StudiesJson.Default.StudyAnswer, StudyText.Render);
                return ExitStatus.Ok;
            });
    }

    private static int? Port(int? given) => given is null or (>= 0 and <= 65535)
        ? given
        : throw new InvalidInputException("invalid_port", $"--port is {given}; expected 0 to 65535.");

    private static TimeSpan Seconds(string option, double given, double least) => given >= least && given <= 86400
        ? TimeSpan.FromSeconds(given)
        : throw new InvalidInputException("invalid_seconds", $"{option} is {given}; expected {least} to 86400 seconds.");
}
