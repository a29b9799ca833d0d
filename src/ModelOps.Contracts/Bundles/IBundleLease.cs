namespace ModelOps.Contracts.Bundles;

/// <summary>A checkout in use.</summary>
public interface IBundleLease : IAsyncDisposable
{
    /// <summary>The absolute path of the checkout. Its files are read-only.</summary>
    string Path { get; }
}
