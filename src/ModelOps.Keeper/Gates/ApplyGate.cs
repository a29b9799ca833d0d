using System.Globalization;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Licensing;

namespace ModelOps.Keeper.Gates;

/// <summary>
/// Decides whether an apply may begin: the kill switch goes before the license, and the license before the verification, which must be ok, of this
/// plan and this cluster, and recent.
/// </summary>
/// <param name="licenses">Judges licenses.</param>
/// <param name="time">The clock.</param>
public sealed class ApplyGate(LicenseGate licenses, TimeProvider time)
{
    // Clocks of two machines that share a folder.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Decides.</summary>
    /// <param name="request">What is to be applied.</param>
    /// <param name="cluster">Where kubectl goes; <see langword="null"/> if it does not say.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public async Task<GateDecision> DecideAsync(GateRequest request, KubeConfig? cluster, CancellationToken cancellationToken)
    {
        if (KillSwitch.IsActive(request.KillSwitchValue))
            return new(BlockReason.KillSwitch, $"{KillSwitch.Variable} is '{request.KillSwitchValue}'; unset it to allow changes.") { KillSwitchActive = true };
        var target = new LicensedTarget(cluster?.Context, Uri.TryCreate(cluster?.Server, UriKind.Absolute, out var server) ? server : null);
        var license = await licenses.EvaluateAsync(request.LicensePath, target, request.AllowDevelopmentLicense, cancellationToken);
        if (!license.Ok) return new(license.Reason, license.Detail) { License = license };
        return Bind(request, cluster) with { License = license };
    }

    private GateDecision Bind(GateRequest request, KubeConfig? cluster)
    {
        try
        {
            return VerifyClaim.Read(request.VerifyReportPath) is { } claim
                ? Bind(request, cluster, claim)
                : new(GateReason.VerifyMissing, $"There is no {request.VerifyReportPath}; run 'mk k8s verify' with the folder of the plan as --out.") { VerifyOk = false };
        }
        catch (InvalidInputException fault)
        {
            return new(GateReason.VerifyFailed, fault.Message) { VerifyOk = false };
        }
    }

    private GateDecision Bind(GateRequest request, KubeConfig? cluster, VerifyClaim claim)
    {
        if (!claim.Ok) return new(GateReason.VerifyFailed, $"{request.VerifyReportPath} says that the plan would not go through.") { VerifyOk = false };
        return Mismatch(request, cluster, claim) is { } mismatch
            ? new(GateReason.VerifyStale, $"{request.VerifyReportPath} {mismatch}; verify the plan again.") { VerifyOk = false }
            : new(null, "all gates are open") { VerifyOk = true, Verified = claim.Objects };
    }

    private string? Mismatch(GateRequest request, KubeConfig? cluster, VerifyClaim claim)
    {
        var age = time.GetUtcNow() - (claim.FinishedAt ?? DateTimeOffset.MinValue);
        return claim switch
        {
            _ when claim.PlanDigest != request.Plan.Digest.ToString() => "is of another plan",
            _ when claim.Context != cluster?.Context => $"is of the context '{claim.Context}', and the current one is '{cluster?.Context}'",
            _ when claim.Server != cluster?.Server => $"is of the server '{claim.Server}', and the current one is '{cluster?.Server}'",
            { FinishedAt: null } => "does not say when it was made",
            _ when age > request.MaxVerifyAge => string.Create(CultureInfo.InvariantCulture, $"is {age.TotalMinutes:0.#} minutes old, more than {request.MaxVerifyAge.TotalMinutes:0.#}"),
            _ when age < -ClockTolerance => "is from the future",
            _ when !request.Plan.Items.All(item => claim.Objects.Any(seen => seen.Namespace == item.Namespace && seen.Name == item.Name)) => "does not say which versions were verified",
            _ => null,
        };
    }
}
