using System.CommandLine;
using ModelOps.Bundles.Promoting;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle promote</c>: let a channel, which is a tag such as <c>production</c>, name a bundle that was pushed.</summary>
internal static class BundlePromoteCommand
{
    private const string RecordName = "promotions.jsonl";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var reference = BundleArguments.Reference();
        var channel = new Option<string>("--to") { Required = true, HelpName = "CHANNEL", Description = "The channel, which is a tag of the same repository" };
        var reason = new Option<string>("--reason") { Required = true, HelpName = "TEXT", Description = "Why; recorded" };
        return new Command("promote", "Let a channel name a pushed bundle; nothing is copied") { reference, channel, reason }.Runs(async (parse, cancellationToken) =>
        {
            var (name, why) = (TagName.Check(parse.GetRequiredValue(channel)), parse.GetRequiredValue(reason));
            if (string.IsNullOrWhiteSpace(why)) throw new InvalidInputException("reason_missing", "--reason is empty; expected why the bundle is promoted.");
            using var remote = await RemoteBundle.OpenAsync(context, parse.GetRequiredValue(reference), cancellationToken);
            if (remote.Target is BundleTarget.Folder) throw new InvalidInputException("invalid_reference", $"'{remote.Target}' is a folder; expected a pushed bundle.", "Push it first: mops bundle push.");
            var answer = await PromoteAsync(context, remote, name, why, cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundlePromoteAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    // Recorded before it is done: what can't be recorded does not happen.
    private static async Task<BundlePromoteAnswer> PromoteAsync(
        CliContext context, RemoteBundle remote, string channel, string reason, CancellationToken cancellationToken)
    {
        var digest = remote.Bundle.Manifest.Digest;
        var before = await remote.Repository.FindTagAsync(channel, cancellationToken);
        var promotion = new Promotion(remote.Repository.Name, channel, digest, before, Environment.UserName, reason);
        var path = Path.Combine(LocalState.Locate(context), RecordName);
        var isAllowed = Approvers.Have(context, promotion.Actor);
        new PromotionLog(path, context.Time).Append(promotion, isAllowed);
        if (!isAllowed) throw Approvers.Refused(promotion);
        if (before != digest) await remote.Repository.PutManifestAsync(remote.Bundle.Manifest.Bytes, channel, ExpectedTag.At(before), cancellationToken);
        return new(promotion.Repository, channel, digest.ToString(), before?.ToString(), promotion.Actor, reason, path);
    }

    private static void Render(BundlePromoteAnswer answer, TextWriter output) => output.Write(
        answer.Previous == answer.ManifestDigest
            ? $"{answer.Repository}:{answer.Channel} names {answer.ManifestDigest} already\n"
            : $"Promoted {answer.ManifestDigest} to {answer.Repository}:{answer.Channel} (before: {answer.Previous ?? "nothing"})\nBy {answer.Actor}, recorded in {answer.Record}\n");
}
