using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Verifying;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Bundles;

/// <summary>Verifies a pushed bundle: its blobs in the registry, and the copies of its files that the cache has.</summary>
internal static class PushedVerification
{
    private const int NamedBlobs = 3;

    /// <summary>Verifies, and on request replaces bad cached copies by those of the registry.</summary>
    /// <exception cref="CorruptDataException">Code <c>registry_corrupt</c>: a repair is asked for, and the registry itself is bad.</exception>
    public static async Task<BundleVerifyAnswer> RunAsync(CliContext context, string reference, string? role, bool repair, CancellationToken cancellationToken)
    {
        using var remote = await RemoteBundle.OpenAsync(context, reference, cancellationToken);
        var chosen = role ?? BundleIndex.AllLayers;
        var verifier = new BundleVerifier(BundlePorts.External(context));
        var report = await verifier.VerifyAsync(remote.Bundle, chosen, remote.Repository, cancellationToken);
        var cached = await BundleVerifier.VerifyCacheAsync(remote.Bundle, chosen, remote.Cache, cancellationToken);
        if (repair && !report.IsOk) throw Corrupt(remote, report);
        var left = cached;
        if (repair && cached.Count > 0)
        {
            using var bar = new TransferBar(context);
            await remote.Cache.RepairAsync(remote.Bundle, chosen, new(remote.Repository, BundlePorts.External(context), bar), cancellationToken);
            left = await BundleVerifier.VerifyCacheAsync(remote.Bundle, chosen, remote.Cache, cancellationToken);
        }
        var answer = BundleVerifyAnswer.Of(remote.Target.ToString() ?? "", remote.Bundle, report, VerifyMismatch.Registry);
        return answer with
        {
            Ok = report.IsOk && left.Count == 0,
            Repaired = cached.Count - left.Count,
            Mismatches = [.. answer.Mismatches, .. left.Select(mismatch => VerifyMismatch.Of(mismatch, VerifyMismatch.Cache))],
            Quarantine = cached.Count > left.Count ? remote.Cache.QuarantineFolder : null,
        };
    }

    private static CorruptDataException Corrupt(RemoteBundle remote, VerifyReport report)
    {
        var named = string.Join(", ", report.Mismatches.Take(NamedBlobs).Select(mismatch => $"{mismatch.Path} ({mismatch.Actual})"));
        var more = report.Mismatches.Count > NamedBlobs ? $" and {report.Mismatches.Count - NamedBlobs} more" : "";
        return new(
            "registry_corrupt",
            $"{remote.Repository.Name} itself does not have what {remote.Bundle.Manifest.Digest} names: {named}{more}. A repair brings things from there, and changed nothing.",
            "Remove these blobs from the registry or restore its storage, then push the bundle again from its folder.");
    }
}
