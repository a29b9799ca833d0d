using System.CommandLine;
using System.Globalization;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Verifying;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle verify</c>: a pushed bundle or a materialised folder against its digests.</summary>
internal static class BundleVerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var subject = new Argument<string>("REF|DIR") { Description = "A pushed bundle, or a folder that was materialised" };
        var role = new Option<string?>("--role") { HelpName = "ROLE", Description = "Only the files of a role; of a pushed bundle all by default" };
        var repair = new Option<bool>("--repair") { Description = "Write the folder's files that differ again, from where it was materialised" };
        return new Command("verify", "Check every file, blob and pointer against its digest; exit status 1 if any differs") { subject, role, repair }.Runs(async (parse, cancellationToken) =>
        {
            var (named, chosen) = (parse.GetRequiredValue(subject), parse.GetValue(role));
            var answer = TargetParser.IsPath(named) || Directory.Exists(context.Resolve(named))
                ? await VerifyFolderAsync(context, named, chosen, parse.GetValue(repair), cancellationToken)
                : await VerifyAsync(context, named, chosen, parse.GetValue(repair), cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundleVerifyAnswer, Render);
            return answer.Ok ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }

    private static async Task<BundleVerifyAnswer> VerifyAsync(CliContext context, string reference, string? role, bool repair, CancellationToken cancellationToken)
    {
        if (repair) throw new InvalidInputException("repair_needs_folder", $"--repair mends a folder, and '{reference}' is a pushed bundle.", "Push the bundle again to mend its blobs.");
        using var remote = await RemoteBundle.OpenAsync(context, reference, cancellationToken);
        var verifier = new BundleVerifier(BundlePorts.External(context));
        var report = await verifier.VerifyAsync(remote.Bundle, role ?? BundleIndex.AllLayers, remote.Repository, cancellationToken);
        return Describe(remote.Target.ToString() ?? "", remote.Bundle, report, repaired: 0);
    }

    private static async Task<BundleVerifyAnswer> VerifyFolderAsync(CliContext context, string named, string? role, bool repair, CancellationToken cancellationToken)
    {
        var folder = context.Resolve(named);
        if (!Directory.Exists(folder)) throw new InvalidInputException("folder_not_found", $"There is no folder '{named}'.");
        var origin = MaterializedFolder.TryLoad(folder)
            ?? throw new InvalidInputException("not_materialized", $"'{named}' has no {Provenance.FilePath}: it was not materialised from a bundle.", "Materialize a bundle into it first.");
        var verifier = new BundleVerifier(BundlePorts.External(context));
        var report = await verifier.VerifyFolderAsync(origin.Bundle, role ?? origin.Role, folder, cancellationToken);
        if (report.IsOk || !repair) return Describe(named, origin.Bundle, report, repaired: 0);
        await FolderRepair.RunAsync(context, origin, folder, cancellationToken);
        var after = await verifier.VerifyFolderAsync(origin.Bundle, role ?? origin.Role, folder, cancellationToken);
        return Describe(named, origin.Bundle, after, report.Mismatches.Count - after.Mismatches.Count);
    }

    private static BundleVerifyAnswer Describe(string subject, Bundle bundle, VerifyReport report, int repaired) => new(
        subject,
        bundle.Manifest.Digest.ToString(),
        report.IsOk,
        report.Files,
        report.Pointers,
        report.Bytes,
        repaired,
        [.. report.Mismatches.Select(mismatch => new VerifyMismatch(mismatch.Path, mismatch.Expected, mismatch.Actual))]);

    private static void Render(BundleVerifyAnswer answer, TextWriter output)
    {
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"Verified {answer.Subject} {answer.ManifestDigest}: {answer.Files} files, {answer.Pointers} pointers, {ByteSize.Text(answer.Bytes)} read\n"));
        if (answer.Repaired > 0) output.Write($"{answer.Repaired} repaired\n");
        if (answer.Ok) return;
        output.Write($"{answer.Mismatches.Count} mismatches:\n");
        foreach (var mismatch in answer.Mismatches) output.Write($"  {mismatch.Path}\n    expected {mismatch.Expected}\n    actual   {mismatch.Actual}\n");
    }
}
