using System.CommandLine;
using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle remove</c>: takes files back.</summary>
internal static class BundleRemoveCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Tracked files, and folders with tracked files" };
        var delete = new Option<bool>("--rm") { Description = "Remove the files from the folder as well" };
        return new Command("remove", "Track files no more: the next push leaves them out") { paths, delete }.Runs(parse =>
        {
            var tracking = new ProjectTracking(BundleProject.Find(context.WorkingDirectory), context.WorkingDirectory);
            var isDeleted = parse.GetValue(delete);
            var removed = tracking.Remove(parse.GetRequiredValue(paths), isDeleted);
            parse.Answer(context).Write(new(removed, isDeleted), BundlesJson.Default.BundleRemoveAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static void Render(BundleRemoveAnswer answer, TextWriter output)
    {
        output.Write($"Untracked{(answer.Deleted ? " and deleted" : "")} {BundleText.Files(answer.Removed.Count)}:\n");
        foreach (var path in answer.Removed) output.Write($"  - {path}\n");
    }
}
