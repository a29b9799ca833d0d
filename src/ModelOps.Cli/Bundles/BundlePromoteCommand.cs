using System.CommandLine;
using System.Text.Json.Nodes;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Recording;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle promote</c>: let a channel, which is a tag such as <c>production</c>, name a bundle that was pushed.</summary>
internal static class BundlePromoteCommand
{
    private const string RecordedKind = "promote";

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
            var answer = await PromoteAsync(remote, name, why, cancellationToken);
            parse.Answer(context).Write(answer, BundleSpecsJson.Default.BundlePromoteAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    // Recorded before it is done: what can't be recorded does not happen.
    private static async Task<BundlePromoteAnswer> PromoteAsync(RemoteBundle remote, string channel, string reason, CancellationToken cancellationToken)
    {
        var digest = remote.Bundle.Manifest.Digest;
        var before = await remote.Repository.FindTagAsync(channel, cancellationToken);
        var run = $"{RecordedKind}-{channel}-{digest.Short}";
        var facts = Facts(remote, channel, before, reason);
        await NullRunRecorder.Instance.BeginAsync(RecordedKind, run, facts, cancellationToken);
        if (before != digest) await remote.Repository.PutManifestAsync(remote.Bundle.Manifest.Bytes, channel, ExpectedTag.At(before), cancellationToken);
        await NullRunRecorder.Instance.CompleteAsync(run, "completed", facts, cancellationToken);
        return new(remote.Repository.Name, channel, digest.ToString(), before?.ToString(), reason);
    }

    private static JsonObject Facts(RemoteBundle remote, string channel, Digest? before, string reason) => new()
    {
        ["repository"] = remote.Repository.Name,
        ["channel"] = channel,
        ["manifest_digest"] = remote.Bundle.Manifest.Digest.ToString(),
        ["content_digest"] = remote.Bundle.Index.Content.ToString(),
        ["previous"] = before?.ToString(),
        ["reason"] = reason,
    };

    private static void Render(BundlePromoteAnswer answer, TextWriter output) => output.Write(
        answer.Previous == answer.ManifestDigest
            ? $"{answer.Repository}:{answer.Channel} names {answer.ManifestDigest} already\n"
            : $"Promoted {answer.ManifestDigest} to {answer.Repository}:{answer.Channel} (before: {answer.Previous ?? "nothing"})\n");
}
