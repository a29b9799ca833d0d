using System.CommandLine;
using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle add</c>: chooses files.</summary>
internal static class BundleAddCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Files, and folders with everything in them" };
        var force = new Option<bool>("--force", "-f") { Description = "Add what .modelopsignore excludes as well" };
        return new Command("add", "Track files: the bundle holds them from now on") { paths, force }.Runs((parse, cancellationToken) =>
        {
            var tracking = new ProjectTracking(BundleProject.Find(context.WorkingDirectory), context.WorkingDirectory);
            var result = tracking.Add(parse.GetRequiredValue(paths), parse.GetValue(force), cancellationToken);
            if (result.Ignored.Count > 0) WarnOfIgnored(context, result.Ignored);
            parse.Answer(context).Write(new(result.Added, result.Ignored, result.Tracked), BundlesJson.Default.BundleAddAnswer, Render);
            return Task.FromResult(ExitStatus.Ok);
        });
    }

    private static void WarnOfIgnored(CliContext context, IReadOnlyList<string> ignored)
    {
        context.Error.Write("The following paths are ignored by .modelopsignore or by rule (bin/, obj/, __pycache__/, *.pdb):\n");
        foreach (var path in ignored) context.Error.Write($"  {path}\n");
        context.Error.Write("Use --force to add them anyway.\n");
    }

    private static void Render(BundleAddAnswer answer, TextWriter output)
    {
        output.Write(answer.Added.Count == 0 ? $"No files added; {BundleText.Files(answer.Tracked)} tracked already\n" : $"Tracking {BundleText.Files(answer.Added.Count)}:\n");
        foreach (var path in answer.Added) output.Write($"  + {path}\n");
    }
}
