using System.CommandLine;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary>The argument that names a run; the shell completes it with the runs there are.</summary>
internal static class RunArgument
{
    /// <summary>A new one: an argument belongs to one command.</summary>
    public static Argument<string> Create(CliContext context)
    {
        var argument = new Argument<string>("RUN") { HelpName = "RUN", Description = "The run's id, as 'mops adaptive list' shows it" };
        argument.CompletionSources.Add(_ => LocalState.Runs(context).Runs().Select(run => new System.CommandLine.Completions.CompletionItem(run)));
        return argument;
    }
}
