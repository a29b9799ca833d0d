using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Verifying;

namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle verify</c>.</summary>
/// <param name="Subject">What was verified.</param>
/// <param name="ManifestDigest">The bundle's manifest digest.</param>
/// <param name="Ok">Whether all is as it should be.</param>
/// <param name="Files">How many files or blobs were read.</param>
/// <param name="Pointers">How many external files their stores were asked about.</param>
/// <param name="Bytes">The bytes that were read.</param>
/// <param name="Repaired">How many mismatches <c>--repair</c> removed.</param>
/// <param name="Mismatches">Those that are left, by path.</param>
internal sealed record BundleVerifyAnswer(
    string Subject,
    string ManifestDigest,
    bool Ok,
    int Files,
    int Pointers,
    long Bytes,
    int Repaired,
    IReadOnlyList<VerifyMismatch> Mismatches)
{
    /// <summary>Where bad cached copies were put; null if there were none.</summary>
    public string? Quarantine { get; init; }

    /// <summary>The answer for what was found in one place.</summary>
    public static BundleVerifyAnswer Of(string subject, Bundle bundle, VerifyReport report, string where) => new(
        subject,
        bundle.Manifest.Digest.ToString(),
        report.IsOk,
        report.Files,
        report.Pointers,
        report.Bytes,
        Repaired: 0,
        [.. report.Mismatches.Select(mismatch => VerifyMismatch.Of(mismatch, where))]);
}
