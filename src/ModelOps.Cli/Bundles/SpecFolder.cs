using System.CommandLine;
using System.Globalization;
using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Publishing;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;

namespace ModelOps.Cli.Bundles;

/// <summary>The folder with a bundle spec that a command is about.</summary>
internal static class SpecFolder
{
    /// <summary>The argument that names it.</summary>
    public static Argument<string> Argument() => new("DIR")
    {
        Description = "The folder with modelops.yaml or .mops-bundle.yaml; the working directory by default",
        DefaultValueFactory = static _ => ".",
    };

    /// <summary>Reads the spec and finds its files; says on standard error which layers have none.</summary>
    public static SpecProject Load(CliContext context, string folder, CancellationToken cancellationToken)
    {
        var project = SpecProject.Load(context.Resolve(folder), cancellationToken);
        foreach (var layer in project.Plan.EmptyLayers)
            context.Error.Write($"Note: the layer '{layer}' of '{project.Spec.File}' has no file.\n");
        return project;
    }

    /// <summary>What earlier commands learned of the files, kept in the project's local state.</summary>
    public static FileDigests Digests(CliContext context, SpecProject project)
    {
        var folder = Path.Combine(LocalState.Locate(context), "digests");
        DirectorySync.Create(folder);
        var name = Digest.Of(System.Text.Encoding.UTF8.GetBytes(project.Spec.File)).Short;
        return FileDigests.Load(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.txt")), context.Time);
    }
}
