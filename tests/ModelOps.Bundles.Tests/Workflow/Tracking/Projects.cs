using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Workflow.Tracking;

/// <summary>Projects of tests.</summary>
internal static class Projects
{
    /// <summary>A new project without files of a template.</summary>
    public static BundleProject Start(TemporaryFolder folder) => ProjectInit.Run(new() { Folder = folder.Path }).Project;

    /// <summary>Tracks paths of a project.</summary>
    public static AddResult Add(this BundleProject project, params string[] paths) =>
        new ProjectTracking(project, project.Root).Add(paths, force: false, CancellationToken.None);
}
