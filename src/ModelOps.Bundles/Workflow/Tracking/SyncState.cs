using ModelOps.Bundles.Workflow.States;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>What a project and its repository had in common when they were last the same, and which tags were seen.</summary>
public sealed record SyncState
{
    /// <summary>Nothing was ever pushed or pulled.</summary>
    public static SyncState None { get; } = new();

    /// <summary>The manifest digest of the last common state; <see langword="null"/> if there is none.</summary>
    public Digest? Digest { get; init; }

    /// <summary>What was last pushed from here.</summary>
    public Digest? LastPush { get; init; }

    /// <summary>What was last pulled to here.</summary>
    public Digest? LastPull { get; init; }

    /// <summary>The files of the last common state by path.</summary>
    public IReadOnlyDictionary<string, FileVersion> Files { get; init; } = new Dictionary<string, FileVersion>(StringComparer.Ordinal);

    /// <summary>What each tag named when it was last pushed or pulled from here: the lease of the next push.</summary>
    public IReadOnlyDictionary<string, Digest> Tags { get; init; } = new Dictionary<string, Digest>(StringComparer.Ordinal);

    /// <summary>A push that began and whose end was not seen; <see langword="null"/> if there is none.</summary>
    public PendingPush? Pending { get; init; }

    /// <summary>When the last push or pull ended.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The state after a push.</summary>
    /// <param name="tag">The tag that was set.</param>
    /// <param name="digest">What was pushed.</param>
    /// <param name="files">Its files.</param>
    /// <param name="now">The time.</param>
    public SyncState AfterPush(string tag, Digest digest, IReadOnlyDictionary<string, FileVersion> files, DateTimeOffset now) =>
        this with { Digest = digest, LastPush = digest, Files = files, Tags = WithTag(tag, digest), Pending = null, Timestamp = now };

    /// <summary>The state after a pull; <paramref name="tag"/> is <see langword="null"/> where a digest was named.</summary>
    /// <inheritdoc cref="AfterPush" />
    public SyncState AfterPull(string? tag, Digest digest, IReadOnlyDictionary<string, FileVersion> files, DateTimeOffset now) =>
        this with { Digest = digest, LastPull = digest, Files = files, Tags = WithTag(tag, digest), Pending = null, Timestamp = now };

    private IReadOnlyDictionary<string, Digest> WithTag(string? tag, Digest digest) =>
        tag is null ? Tags : new Dictionary<string, Digest>(Tags, StringComparer.Ordinal) { [tag] = digest };
}
