using ModelOps.Bundles.References;
using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>Opens the repository of the project in the working directory.</summary>
internal static class ProjectRemotes
{
    /// <summary>The repository, with a tag or the project's own, and everything that a transfer needs.</summary>
    /// <param name="context">The run.</param>
    /// <param name="project">The project.</param>
    /// <param name="tag">The tag; null for the project's own.</param>
    /// <param name="bar">Shows the transfer.</param>
    public static ProjectRemote Open(CliContext context, BundleProject project, string? tag, TransferBar bar)
    {
        var target = ProjectRemote.TargetOf(project, tag, RegistryEnvironment.Defaults(context));
        return new(target, RepositoryOpener.Open(target, RegistryEnvironment.Options(context)), BundlePorts.Cache(context))
        {
            External = BundlePorts.External(context),
            Progress = bar,
        };
    }
}
