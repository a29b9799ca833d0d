using ModelOps.Bundles.Workflow.States;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>The tracked files of a project as they are now.</summary>
/// <param name="Entries">The files that are there, by path.</param>
/// <param name="Unsupported">Tracked paths where there is a link, folder or special file now, sorted.</param>
public sealed record LocalFiles(IReadOnlyDictionary<string, ContentEntry> Entries, IReadOnlyList<string> Unsupported)
{
    private const int NamedFaults = 5;

    /// <summary>The stamps of those files whose next change is sure to show.</summary>
    internal IReadOnlyDictionary<string, FileStamp> Settled { get; init; } = new Dictionary<string, FileStamp>();

    /// <summary>The versions of the files that are there.</summary>
    public IReadOnlyDictionary<string, FileVersion> Versions =>
        Entries.ToDictionary(entry => entry.Key, entry => FileVersion.Of(entry.Value), StringComparer.Ordinal);

    /// <summary>Looks at the tracked files of a project; reads those that changed since they were last read.</summary>
    /// <param name="project">The project.</param>
    /// <param name="tracked">The tracked paths.</param>
    /// <param name="time">Says when a file was read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OutsideException">A file can't be read.</exception>
    public static Task<LocalFiles> ReadAsync(BundleProject project, IReadOnlySet<string> tracked, TimeProvider time, CancellationToken cancellationToken) =>
        new LocalFilesReader(project, tracked, time).RunAsync(cancellationToken);

    /// <summary>Refuses what no bundle can hold.</summary>
    /// <exception cref="InvalidInputException">Code <c>unsupported_file</c>, naming the first five.</exception>
    public void ThrowIfUnsupported()
    {
        if (Unsupported.Count == 0) return;
        var more = Unsupported.Count > NamedFaults ? $" and {Unsupported.Count - NamedFaults} more" : "";
        throw new InvalidInputException(
            "unsupported_file",
            $"A bundle holds regular files only, but these tracked paths are links, lie behind links, or are folders or special files now: {string.Join(", ", Unsupported.Take(NamedFaults))}{more}.",
            "Put the files back, or untrack them with 'mops bundle remove'.");
    }
}
