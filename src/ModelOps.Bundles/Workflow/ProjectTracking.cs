using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Specs.Patterns;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow;

/// <summary>Chooses the files of a project that its bundle holds.</summary>
/// <param name="project">The project.</param>
/// <param name="workingDirectory">What relative paths start from.</param>
public sealed class ProjectTracking(BundleProject project, string workingDirectory)
{
    private const int NamedFaults = 5;

    private readonly PathArguments _arguments = new(project, workingDirectory);

    /// <summary>Tracks files and everything below folders; a pattern that the shell left alone is expanded.</summary>
    /// <param name="arguments">Files, folders and patterns.</param>
    /// <param name="force">Take what the ignore rules exclude as well.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="InvalidInputException">
    /// Codes <c>path_not_found</c>, <c>outside_project</c>, <c>reserved_path</c>; <c>unsupported_file</c>: links and special files, the first five
    /// named; <c>unsafe_path</c> and <c>path_collision</c>: what no bundle may hold. Nothing was added.
    /// </exception>
    public AddResult Add(IReadOnlyList<string> arguments, bool force, CancellationToken cancellationToken)
    {
        using var held = project.Lock();
        var tracked = TrackedFiles.Load(project);
        var tree = new ProjectTree(project);
        var ignored = new List<string>();
        var chosen = new List<string>();
        foreach (var argument in arguments)
        {
            foreach (var path in Choose(tree, argument, _arguments.Read(argument), force, cancellationToken))
            {
                if (force || tracked.Paths.Contains(path) || !tree.Ignores(path)) chosen.Add(path);
                else ignored.Add(path);
            }
        }
        RefuseUnsupported(chosen);
        var added = tracked.Add(chosen);
        if (added.Count > 0) tracked.Save(project);
        return new([.. added.Order(Utf8Order.Instance)], ignored, tracked.Paths.Count);
    }

    /// <summary>Tracks files no more.</summary>
    /// <param name="arguments">Tracked files, and folders with tracked files.</param>
    /// <param name="delete">Remove the files from the folder as well.</param>
    /// <returns>The paths, sorted.</returns>
    /// <exception cref="NotFoundException">Code <c>not_tracked</c>: an argument names nothing that is tracked; nothing was changed.</exception>
    /// <exception cref="OutsideException">A file can't be removed.</exception>
    public IReadOnlyList<string> Remove(IReadOnlyList<string> arguments, bool delete)
    {
        using var held = project.Lock();
        var tracked = TrackedFiles.Load(project);
        var removed = arguments.SelectMany(argument => TrackedBelow(tracked, argument)).Distinct(StringComparer.Ordinal).Order(Utf8Order.Instance).ToList();
        if (delete) removed.ForEach(Delete);
        tracked.Remove(removed);
        tracked.Save(project);
        return removed;
    }

    private IReadOnlyList<string> Choose(ProjectTree tree, string argument, string path, bool force, CancellationToken cancellationToken)
    {
        if (ProjectTree.IsReserved(path))
            throw new InvalidInputException("reserved_path", $"'{argument}' can't be tracked: it belongs to git or to this tool.");
        var full = project.PathOf(path);
        var isLink = new FileInfo(full).LinkTarget is not null;
        if (Directory.Exists(full) && !isLink)
            return path.Length > 0 && !force && tree.Ignores(path + "/") ? [path + "/"] : tree.Find(path, new HashSet<string>(), withIgnored: force, cancellationToken);
        if (isLink || Path.Exists(full)) return [path];
        if (argument.AsSpan().IndexOfAny("*?[") >= 0)
        {
            var pattern = GlobPattern.Choosing(path);
            if (tree.Find("", new HashSet<string>(), withIgnored: force, cancellationToken).Where(pattern.IsMatch).ToList() is { Count: > 0 } matches) return matches;
        }
        throw new InvalidInputException("path_not_found", $"There is no file or folder '{argument}'; looked for '{full}'.", "Correct the path: it starts from the working directory.");
    }

    private void RefuseUnsupported(List<string> paths)
    {
        var faults = paths.Where(path => !RegularFile.Is(project.PathOf(path))).Order(Utf8Order.Instance).ToList();
        if (faults.Count == 0) return;
        var more = faults.Count > NamedFaults ? $" and {faults.Count - NamedFaults} more" : "";
        throw new InvalidInputException(
            "unsupported_file",
            $"A bundle holds regular files only, but these are links or special files: {string.Join(", ", faults.Take(NamedFaults))}{more}.",
            "Replace links by the files they mean, or exclude them in .modelopsignore.");
    }

    private List<string> TrackedBelow(TrackedFiles tracked, string argument)
    {
        var path = _arguments.Read(argument);
        var below = tracked.Paths.Where(known => known == path || path.Length == 0 || known.StartsWith(path + "/", StringComparison.Ordinal)).ToList();
        if (below.Count == 0 && argument.AsSpan().IndexOfAny("*?[") >= 0) below = [.. tracked.Paths.Where(GlobPattern.Choosing(path).IsMatch)];
        return below.Count > 0
            ? below
            : throw new NotFoundException("not_tracked", $"pathspec '{argument}' did not match any tracked files.", "'mops bundle status --files' lists the tracked files.");
    }

    private void Delete(string path)
    {
        try
        {
            if (File.Exists(project.PathOf(path))) File.Delete(project.PathOf(path));
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("remove the file", project.PathOf(path), cause);
        }
    }
}
