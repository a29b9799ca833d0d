using ModelOps.Contracts.Bundles;
using ModelOps.Durability.Locks;

namespace ModelOps.Bundles.Folders;

/// <summary>A checkout that is kept while a shared lock on its lease file is held: until it is disposed or the process ends in any way.</summary>
internal sealed class BundleLease(string path, FileLock marker) : IBundleLease
{
    public string Path { get; } = path;

    public ValueTask DisposeAsync()
    {
        marker.Dispose();
        return ValueTask.CompletedTask;
    }
}
