using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Plans;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary><c>keeper k8s rollback</c>: put back what an apply changed.</summary>
internal static class RollbackCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var plan = PlanOption.Create($"The rollback plan ({RollbackPlan.FileName}) that an apply left");
        var output = OutOption.Create("report/_rollback");
        var pods = VerifyCommand.UncheckedPod();
        var (cluster, gates) = (new ClusterOptionSet(), new GateOptionSet());
        var command = new Command("rollback", "Put back the values that Deployments had before an apply, through the same gates") { plan, output, pods };
        gates.AddTo(command);
        cluster.AddTo(command);
        return command.Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var path = context.Resolve(parse.GetRequiredValue(plan));
            PlanOption.Read(path, RollbackPlan.Read, folder, "k8s_rollback");
            var rollback = new GatedRollback(cluster.Tool(parse, context), new LicenseGate(new(context.Variable, context.WorkingDirectory), context.Time), context.Time);
            var gate = gates.Gate(parse, context, Plan.Empty, "");
            return ApplyAnswer.Write(parse, context, await rollback.RunAsync(path, folder, gate, gates.Options(parse), parse.GetValue(pods), cancellationToken), cancellationToken);
        });
    }
}
