using System.Globalization;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Publishing;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Specs;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary>Pushes the files of a spec.</summary>
internal static class SpecPushAction
{
    /// <summary>Pushes. With a bump the spec's file has the new version afterwards, unless the push failed or was none.</summary>
    public static async Task<BundlePushAnswer> RunAsync(CliContext context, SpecPushRequest request, CancellationToken cancellationToken)
    {
        var file = BundleSpecFile.Find(context.Resolve(request.Folder));
        if (request.Bump is null) return await PushAsync(context, request, version: null, cancellationToken);
        var version = VersionBump.Next(BundleSpecReader.Read(file).Version, request.Bump);
        if (request.DryRun) return await PushAsync(context, request, version, cancellationToken);
        var before = await File.ReadAllBytesAsync(file, cancellationToken);
        var answer = default(BundlePushAnswer);
        // Before the push, not after it: the spec may be one of the bundle's files.
        VersionBump.Write(file, version);
        try
        {
            return answer = await PushAsync(context, request, version, cancellationToken);
        }
        finally
        {
            if (answer is null) Durability.Files.AtomicFile.Write(file, before);
        }
    }

    /// <summary>The answer for people.</summary>
    public static void Render(BundlePushAnswer answer, TextWriter output)
    {
        output.Write(answer.Summary.Line(answer.DryRun ? "DRY RUN - would push" : "Pushed"));
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{answer.BlobsSent} blobs ({ByteSize.Text(answer.BytesSent)}) {(answer.DryRun ? "to send" : "sent")}, {answer.BlobsPresent} there already\n"));
        if (answer.DryRun) output.Write("Dry run - no changes made\n");
    }

    private static async Task<BundlePushAnswer> PushAsync(CliContext context, SpecPushRequest request, string? version, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        var project = SpecFolder.Load(context, request.Folder, cancellationToken);
        var reference = $"{request.To ?? project.Spec.Name}:{version ?? project.Spec.Version}";
        var target = TargetParser.Parse(reference, RegistryEnvironment.Defaults(context)).From(context.WorkingDirectory);
        var digests = SpecFolder.Digests(context, project);
        using var repository = RepositoryOpener.Open(target, RegistryEnvironment.Options(context));
        using var bar = new TransferBar(context);
        var options = new SpecPushOptions([TagOf(target), .. request.Tags])
        {
            Force = request.Force,
            DryRun = request.DryRun,
            Digests = digests,
            External = BundlePorts.External(context),
            Progress = bar,
        };
        var (bundle, push) = await new SpecPush(project, BundlePorts.Cache(context), repository).RunAsync(options, cancellationToken);
        digests.Save();
        var summary = BundleSummary.Of(context, began, target, push.Digest, bundle.Index.Files.Count, bundle.Index.Files.Sum(entry => entry.Size));
        var external = bundle.Index.Files.Count(entry => entry.Place is FilePlace.External);
        return new(push.Digest.ToString(), bundle.Index.Content.ToString(), options.Tags, push.Sent.Count, push.BytesSent, push.Present, external, request.DryRun, summary);
    }

    private static string TagOf(BundleTarget target) => ((target as BundleTarget.Registry)?.Tag ?? (target as BundleTarget.Layout)?.Tag)!;
}
