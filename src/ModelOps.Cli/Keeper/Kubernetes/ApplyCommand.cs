using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Plans;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary><c>keeper k8s apply</c>: make the changes of a verified plan.</summary>
internal static class ApplyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var plan = PlanOption.Create($"The plan to apply; its verification ({VerifyReport.FileName}) lies beside it");
        var output = OutOption.Create("report");
        var force = new Option<bool>("--force") { Description = "Reserved: verify_ok=true is still required" };
        var (cluster, gates) = (new ClusterOptionSet(), new GateOptionSet());
        var command = new Command("apply", "Apply a verified plan, wait for the rollouts, and put everything back if one fails") { plan, output, force };
        gates.AddTo(command);
        cluster.AddTo(command);
        return command.Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var path = context.Resolve(parse.GetRequiredValue(plan));
            var read = PlanOption.Read(path, PlanFile.Read, folder, "k8s_apply");
            var gate = gates.Gate(parse, context, read, Path.Combine(Path.GetDirectoryName(path)!, VerifyReport.FileName));
            var request = new ApplyRequest(gate, path, folder) { Options = gates.Options(parse), Force = parse.GetValue(force) };
            var apply = new GatedApply(cluster.Tool(parse, context), new LicenseGate(new(context.Variable, context.WorkingDirectory), context.Time), context.Time);
            return ApplyAnswer.Write(parse, context, await apply.RunAsync(request, cancellationToken), cancellationToken);
        });
    }
}
