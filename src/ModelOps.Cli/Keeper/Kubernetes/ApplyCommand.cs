using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Provenance;

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
            var report = await apply.RunAsync(request, cancellationToken);
            // Also an interrupted apply says what it went by.
            WriteBundle(request, await SourceProvenance.OfAsync(context.WorkingDirectory, context.Time, CancellationToken.None), context.Time);
            return ApplyAnswer.Write(parse, context, report, cancellationToken);
        });
    }

    private static void WriteBundle(ApplyRequest request, SourceProvenance provenance, TimeProvider time)
    {
        var path = new PolicyBundle
        {
            CreatedAt = time.GetUtcNow().ToUnixTimeSeconds(),
            Provenance = provenance,
            Policy = new(PolicyUse.ExternalPlan, new() { ["plan_digest"] = request.Gate.Plan.Digest.ToString() }),
            Inputs = new(null),
            Rollback = RollbackReference.In(request.Folder.Path, VerifyReport.FileName, RollbackPlan.FileName),
        }.Write(request.Folder);
        request.Folder.Explanations.Add("policy_decision", new() { ["policy"] = PolicyUse.ExternalPlan, ["path"] = path });
    }
}
