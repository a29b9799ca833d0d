using System.CommandLine;
using ModelOps.Bundles.Discovery.Manifests;
using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle manifest</c>: writes or checks <c>manifest.json</c>.</summary>
internal static class BundleManifestCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var check = new Option<bool>("--check") { Description = $"Only tell whether {ModelManifest.FileName} is up to date; exit status 1 if not" };
        return new Command("manifest", $"Describe the models and their files in {ModelManifest.FileName}") { check }.Runs(async (parse, cancellationToken) =>
        {
            var root = BundleProject.TryFind(context.WorkingDirectory)?.Root ?? context.WorkingDirectory;
            var manifest = new ProjectManifest(root, BundlePorts.Python(context));
            var made = await manifest.MakeAsync(cancellationToken);
            var before = File.Exists(manifest.FilePath) ? await File.ReadAllTextAsync(manifest.FilePath, cancellationToken) : null;
            var isCurrent = before == made.ToJson();
            var isChecked = parse.GetValue(check);
            if (!isChecked && !isCurrent) AtomicFile.Write(manifest.FilePath, made.ToJson());
            var answer = new BundleManifestAnswer(manifest.FilePath, made.BundleDigest, made.Models.Count, made.Files.Count, isCurrent || !isChecked, before is null ? null : DigestOf(before));
            parse.Answer(context).Write(answer, BundlesJson.Default.BundleManifestAnswer, isChecked ? RenderCheck : Render);
            return answer.UpToDate ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }

    private static string DigestOf(string text)
    {
        try
        {
            return ModelManifest.Parse(text, ModelManifest.FileName).BundleDigest;
        }
        catch (InvalidInputException)
        {
            return "unreadable";
        }
    }

    private static void Render(BundleManifestAnswer answer, TextWriter output) =>
        output.Write($"Generated {ModelManifest.FileName}\n  Bundle digest: {answer.BundleDigest}\n  Models: {answer.Models}\n  Files: {answer.Files}\n");

    private static void RenderCheck(BundleManifestAnswer answer, TextWriter output)
    {
        if (answer.UpToDate) output.Write($"{ModelManifest.FileName} is up to date\n  Bundle digest: {answer.BundleDigest}\n");
        else if (answer.Before is null) output.Write($"No {ModelManifest.FileName} found; write it with 'mops bundle manifest'\n");
        else output.Write($"{ModelManifest.FileName} is out of date; write it anew with 'mops bundle manifest'\n  Current:  {answer.Before}\n  Expected: {answer.BundleDigest}\n");
    }
}
