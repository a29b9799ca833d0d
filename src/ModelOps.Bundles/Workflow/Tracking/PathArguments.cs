using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>Reads the paths of a command line, which start from the working directory, as paths in a project.</summary>
/// <param name="project">The project.</param>
/// <param name="workingDirectory">The absolute path of the working directory.</param>
internal sealed class PathArguments(BundleProject project, string workingDirectory)
{
    /// <summary>The path in the project, with forward slashes; empty for the project's folder itself.</summary>
    /// <exception cref="InvalidInputException">Code <c>outside_project</c>.</exception>
    public string Read(string argument)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(argument, workingDirectory));
        if (full == project.Root) return "";
        var prefix = Path.EndsInDirectorySeparator(project.Root) ? project.Root : project.Root + Path.DirectorySeparatorChar;
        return full.StartsWith(prefix, StringComparison.Ordinal)
            ? full[prefix.Length..].Replace(Path.DirectorySeparatorChar, '/')
            : throw new InvalidInputException("outside_project", $"'{argument}' lies outside of the project '{project.Root}'; expected a path in it.");
    }
}
