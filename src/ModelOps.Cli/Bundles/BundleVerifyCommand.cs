using System.CommandLine;
using System.Globalization;
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
        var repair = new Option<bool>("--repair") { Description = "Bring what differs again: a folder's files from where it was materialised, cached copies from the registry" };
        return new Command("verify", "Check every file, blob and pointer against its digest; exit status 1 if any differs") { subject, role, repair }.Runs(async (parse, cancellationToken) =>
        {
            var (named, chosen) = (parse.GetRequiredValue(subject), parse.GetValue(role));
            var answer = TargetParser.IsPath(named) || Directory.Exists(context.Resolve(named))
                ? await VerifyFolderAsync(context, named, chosen, parse.GetValue(repair), cancellationToken)
                : await PushedVerification.RunAsync(context, named, chosen, parse.GetValue(repair), cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundleVerifyAnswer, Render);
            return answer.Ok ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }

    private static async Task<BundleVerifyAnswer> VerifyFolderAsync(CliContext context, string named, string? role, bool repair, CancellationToken cancellationToken)
    {
        var folder = context.Resolve(named);
        if (!Directory.Exists(folder)) throw new InvalidInputException("folder_not_found", $"There is no folder '{named}'.");
        var origin = MaterializedFolder.TryLoad(folder)
            ?? throw new InvalidInputException("not_materialized", $"'{named}' has no {Provenance.FilePath}: it was not materialised from a bundle.", "Materialize a bundle into it first.");
        var verifier = new BundleVerifier(BundlePorts.External(context));
        var report = await verifier.VerifyFolderAsync(origin.Bundle, role ?? origin.Role, folder, cancellationToken);
        if (report.IsOk || !repair) return BundleVerifyAnswer.Of(named, origin.Bundle, report, VerifyMismatch.Folder);
        await FolderRepair.RunAsync(context, origin, folder, cancellationToken);
        var after = await verifier.VerifyFolderAsync(origin.Bundle, role ?? origin.Role, folder, cancellationToken);
        return BundleVerifyAnswer.Of(named, origin.Bundle, after, VerifyMismatch.Folder) with { Repaired = report.Mismatches.Count - after.Mismatches.Count };
    }

    private static void Render(BundleVerifyAnswer answer, TextWriter output)
    {
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"Verified {answer.Subject} {answer.ManifestDigest}: {BundleText.Files(answer.Files)}, {answer.Pointers} pointers, {ByteSize.Text(answer.Bytes)} read\n"));
        if (answer.Repaired > 0) output.Write($"{answer.Repaired} repaired{(answer.Quarantine is null ? "" : $"; the bad copies are in {answer.Quarantine}")}\n");
        if (answer.Ok) return;
        output.Write($"{answer.Mismatches.Count} {(answer.Mismatches.Count == 1 ? "mismatch" : "mismatches")}:\n");
        foreach (var mismatch in answer.Mismatches) output.Write($"  {mismatch.Path}{(mismatch.Where == VerifyMismatch.Folder ? "" : $" (in the {mismatch.Where})")}\n    expected {mismatch.Expected}\n    actual   {mismatch.Actual}\n");
    }
}
