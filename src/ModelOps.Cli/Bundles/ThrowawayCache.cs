using ModelOps.Bundles.Caching;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>A cache for one command that is told to use none: a folder beside what the command writes, removed when it ends.</summary>
internal sealed class ThrowawayCache : IDisposable
{
    private readonly string _folder;

    /// <summary>A cache beside a folder that a command writes to.</summary>
    public ThrowawayCache(CliContext context, string destination)
    {
        _folder = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(destination)) ?? destination, $".mops-{Path.GetRandomFileName()}.tmp");
        Cache = new(_folder, context.Time);
    }

    /// <summary>The cache.</summary>
    public BundleCache Cache { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        // Its bundles first: their folders are read-only.
        Cache.Collect(TimeSpan.Zero);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
