using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Licensing.Signatures;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Licensing;

/// <summary>
/// Judges licenses. The same license is found and judged the same way whoever asks; no environment variable grants anything.
/// </summary>
/// <param name="places">Where licenses and keyrings are looked for.</param>
/// <param name="time">The clock.</param>
public sealed class LicenseGate(LicensePlaces places, TimeProvider time)
{
    /// <summary>Whether a license is genuine and holds here and now. What it grants is in the verdict.</summary>
    /// <param name="option">The path that the command line names, if any.</param>
    /// <param name="kubeContext">Gives the current context of kubectl, or <see langword="null"/>; asked only if the license is bound to one.</param>
    /// <param name="cancellationToken">Ends the question about the context.</param>
    public async Task<LicenseVerdict> VerifyAsync(
        string? option, Func<CancellationToken, Task<string?>> kubeContext, CancellationToken cancellationToken)
    {
        if (places.Find(option) is not { } path)
            return new(LicenseReason.Missing, $"No license was named, and the working directory has no {LicensePlaces.FileName}.", null);
        try
        {
            return await JudgeAsync(path, kubeContext, cancellationToken);
        }
        catch (InvalidInputException fault)
        {
            return new(LicenseReason.Invalid, fault.Message, path);
        }
    }

    /// <summary>
    /// Whether a license allows to apply: it must hold and grant <c>apply</c>, and its key must not be one that everybody knows, except on a
    /// cluster of this machine.
    /// </summary>
    /// <param name="option">The path that the command line names, if any.</param>
    /// <param name="target">The cluster that would be changed.</param>
    /// <param name="allowDevelopmentKey">Whether a person allowed a development license for any cluster (<c>--allow-dev-license</c>).</param>
    /// <param name="cancellationToken">Unused work ends with it.</param>
    public async Task<LicenseVerdict> EvaluateAsync(string? option, LicensedTarget target, bool allowDevelopmentKey, CancellationToken cancellationToken)
    {
        var verdict = await VerifyAsync(option, _ => Task.FromResult(target.KubeContext), cancellationToken);
        if (!verdict.Ok) return verdict;
        if (verdict.IsDevelopmentKey && !allowDevelopmentKey && !target.IsLocal)
        {
            return verdict with
            {
                Reason = LicenseReason.Invalid,
                Detail = "The license is signed with a development key, which everybody knows; it opens clusters of this machine only (loopback, kind, minikube), others with --allow-dev-license.",
            };
        }
        return verdict.Entitlements.Contains(License.Apply)
            ? verdict
            : verdict with { Reason = LicenseReason.EntitlementMissing, Detail = $"The license does not grant '{License.Apply}', only: {string.Join(", ", verdict.Entitlements)}." };
    }

    private async Task<LicenseVerdict> JudgeAsync(string path, Func<CancellationToken, Task<string?>> kubeContext, CancellationToken cancellationToken)
    {
        var license = LicenseReader.Read(InputFile.Read(path), path);
        var keyring = Keyring.Locate(places);
        var claims = license.Claims;
        var candidates = keyring.For(claims.Kid);
        if (candidates.Count == 0) return new(LicenseReason.Invalid, $"{keyring.Source} has no key '{claims.Kid ?? "(any)"}'.", path);
        var key = candidates.FirstOrDefault(candidate => Ed25519.Verify(candidate, license.SignedBytes, license.Signature));
        if (key is null) return new(LicenseReason.Invalid, $"The signature is not that of {(claims.Kid is null ? "any key" : $"the key '{claims.Kid}'")} of {keyring.Source}.", path);
        var (reason, detail) = Times(claims);
        if (reason == LicenseReason.Ok && claims.KubeContext is { } bound && await kubeContext(cancellationToken) is var current && current != bound)
            (reason, detail) = (LicenseReason.BindingMismatch, $"The license is bound to the context '{bound}'; the current one is {(current is null ? "unknown" : $"'{current}'")}.");
        return new(reason, detail, path) { License = claims, IsDevelopmentKey = DevelopmentKeys.Contains(key) };
    }

    private (string Reason, string Detail) Times(License claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (claims.IssuedAt >= claims.ExpiresAt) return (LicenseReason.Invalid, $"It ends ({claims.ExpiresAt}) before it begins ({claims.IssuedAt}).");
        if (now < claims.IssuedAt) return (LicenseReason.Invalid, $"It begins at {claims.IssuedAt} seconds since 1970; now it is {now}.");
        return now < claims.ExpiresAt
            ? (LicenseReason.Ok, $"Licensed to {claims.Org}.")
            : (LicenseReason.Expired, $"It ended at {claims.ExpiresAt} seconds since 1970; now it is {now}.");
    }
}
