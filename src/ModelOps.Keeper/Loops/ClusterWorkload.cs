using System.Globalization;
using System.Text.Json;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Cluster;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Licensing;

namespace ModelOps.Keeper.Loops;

/// <summary>A Deployment as the workload of a loop.</summary>
/// <param name="tool">The kubectl.</param>
/// <param name="licenses">Judges licenses.</param>
/// <param name="settings">The workload.</param>
/// <param name="gate">What opens the gates; plan and verification are each round's own.</param>
/// <param name="options">How changes are made.</param>
/// <param name="time">The clock.</param>
public sealed class ClusterWorkload(
    KubectlTool tool, LicenseGate licenses, LoopSettings settings, GateRequest gate, ApplyOptions options, TimeProvider time) : IWorkload
{
    /// <inheritdoc />
    public async Task<KnobReading> ReadKnobsAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var cluster = await ClusterConnection.OpenAsync(tool, cancellationToken);
            var answer = await cluster.GetDeploymentAsync(settings.Namespace, settings.Deployment, cancellationToken);
            return answer.Ok ? Knobs(LiveDeployment.Of(answer.Body)) : Unknown(answer.Error);
        }
        catch (OutsideException fault)
        {
            return Unknown(fault.Message);
        }
    }

    /// <inheritdoc />
    public async Task<RoundOutcome> ApplyAsync(RoundChange change, CancellationToken cancellationToken)
    {
        var forbidden = KillSwitch.IsActive(gate.KillSwitchValue);
        if (change.Plan.Items.Count == 0)
            return new() { KillSwitchActive = forbidden, BlockedReason = forbidden ? BlockReason.KillSwitch : null, BlockedDetail = forbidden ? $"{KillSwitch.Variable} is on." : null };
        var verified = await new PlanVerifier(tool, time).VerifyAsync(new(change.Plan, change.PlanPath, change.Folder), cancellationToken);
        var outcome = new RoundOutcome
        {
            VerifyOk = verified.Ok,
            VerifyBlockerKind = verified.VerifyBlocker?.Kind,
            VerifyRbacHint = verified.Details?.Rbac?.Hint,
            VerifyReportPath = change.Folder.File(VerifyReport.FileName),
            KillSwitchActive = forbidden,
        };
        if (change.KnobsError is { } error && verified.Ok && !forbidden)
            return outcome with { BlockedReason = RoundOutcome.KnobsUnknown, BlockedDetail = error };
        return await ApplyAsync(change, outcome, cancellationToken);
    }

    private async Task<RoundOutcome> ApplyAsync(RoundChange change, RoundOutcome outcome, CancellationToken cancellationToken)
    {
        var request = new ApplyRequest(gate with { Plan = change.Plan, VerifyReportPath = outcome.VerifyReportPath! }, change.PlanPath, change.Folder) { Options = options };
        var report = await new GatedApply(tool, licenses, time).RunAsync(request, cancellationToken);
        var attempted = report.BlockReason is null;
        return outcome with
        {
            Attempted = attempted,
            Ok = attempted ? report.Ok : null,
            BlockedReason = report.BlockReason,
            BlockedDetail = report.Details?.Message,
            ApplyReportPath = change.Folder.File("k8s_apply_latest.json"),
            ApplyRc = attempted ? (report.Ok ? 0 : 1) : 2,
            License = report.LicenseReason is { } reason ? new(report.LicensePath, report.LicenseOk == true, reason, report.LicenseExpiresAt, report.Entitlements) : null,
        };
    }

    // What pods are made with counts; the Deployment's own annotation says what they shall be made with.
    private static KnobReading Knobs(LiveDeployment live)
    {
        var (pods, own) = (live.At("spec", "template", "metadata", "annotations"), live.At("metadata", "annotations"));
        var (values, wrong) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string>());
        foreach (var knob in KnobRegistry.All)
        {
            if ((Text(pods, knob.Annotation) ?? Text(own, knob.Annotation)) is not { } text) continue;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value > 0) values[knob.Name] = value;
            else wrong.Add($"{knob.Annotation} is '{text}'");
        }
        return new(values, wrong.Count == 0 ? null : $"The Deployment's annotations are no whole numbers above 0: {string.Join(", ", wrong)}.");
    }

    private static KnobReading Unknown(string error) => new(new Dictionary<string, int>(StringComparer.Ordinal), error);

    private static string? Text(JsonElement? annotations, string name) =>
        annotations is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
