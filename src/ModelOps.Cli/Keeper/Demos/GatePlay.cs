using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary>One case of the demonstration of gates: verify, then apply, without a kubectl.</summary>
/// <param name="context">The run of the demonstration.</param>
/// <param name="run">Runs one command.</param>
/// <param name="folder">The folder of the case.</param>
internal sealed class GatePlay(CliContext context, KeeperRun run, ReportFolder folder)
{
    /// <summary>The plan of the case.</summary>
    public const string PlanName = "k8s_plan.json";

    private const string NoKubectl = "no-kubectl-in-this-demo";

    /// <summary>Plays the case and keeps what the apply wrote to its streams.</summary>
    public async Task<GateCase> RunAsync(GateCase gate, Dictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        var stage = new DemoStage(context, run, TextWriter.Null);
        variables["KUBECTL"] = folder.File(NoKubectl);
        string[] files = ["--plan", folder.File(PlanName), "--out", folder.Path];
        await stage.PlayAsync(new("verify", ["k8s", "verify", .. files]) { Variables = variables }, cancellationToken);
        var turn = await stage.PlayAsync(new("apply", ["k8s", "apply", .. files]) { Variables = variables, Expected = (int)ExitStatus.Invalid }, cancellationToken);
        folder.WriteText("stdout.txt", turn.Output);
        folder.WriteText("stderr.txt", turn.Errors);
        return gate with { BlockReason = Reason(), Status = turn.Status, Stderr = turn.Errors.TrimEnd('\n') };
    }

    private string? Reason()
    {
        var path = folder.File("k8s_apply_latest.json");
        if (!File.Exists(path)) return null;
        using var report = StrictJson.Parse(InputFile.Read(path), path);
        return report.RootElement.TryGetProperty("block_reason", out var reason) && reason.ValueKind == JsonValueKind.String ? reason.GetString() : null;
    }
}
