using System.CommandLine;
using ModelOps.Bundles.Specs;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Bundles;

/// <summary>Tells the two ways apart in which a command can be meant: a tracked project, or a spec and references.</summary>
internal static class WayIn
{
    /// <summary>Whether the working directory has a bundle spec and is no tracked project: what is nearer counts, of both in one folder the project.</summary>
    public static bool IsSpec(CliContext context) =>
        BundleSpecFile.TryFind(context.WorkingDirectory) is not null && BundleProject.TryFind(context.WorkingDirectory)?.Root != context.WorkingDirectory;

    /// <summary>Refuses options that belong to the other way.</summary>
    /// <exception cref="InvalidInputException">Code <c>usage</c>.</exception>
    public static void Refuse(ParseResult parse, string way, params IReadOnlyList<Option> options)
    {
        if (options.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) is { } given)
            throw new InvalidInputException("usage", $"{given.Name} has no meaning for {way}.", "Leave it out, or see --help.");
    }
}
