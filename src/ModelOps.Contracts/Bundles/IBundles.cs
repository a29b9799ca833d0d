namespace ModelOps.Contracts.Bundles;

/// <summary>Port: finds bundles and makes them runnable.</summary>
public interface IBundles
{
    /// <summary>
    /// Finds the content digest of a bundle.
    /// </summary>
    /// <param name="reference">A path, or any reference that the implementation resolves.</param>
    /// <param name="baseDirectory">What a relative path starts from: the folder of the spec that names it.</param>
    /// <param name="assemblies">Paths in the bundle of .NET assemblies that entrypoints name: they and their dependencies count even in a folder that does not.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="Errors.InvalidInputException">There is no such folder, or it holds what a bundle may not.</exception>
    Task<PinnedBundle> PinAsync(string reference, string baseDirectory, IReadOnlyList<string> assemblies, CancellationToken cancellationToken);

    /// <summary>
    /// A folder that holds exactly the pinned content and stays so until the lease is disposed; garbage collection respects it.
    /// </summary>
    /// <exception cref="Errors.ConflictException">The folder changed since it was pinned.</exception>
    Task<IBundleLease> CheckoutAsync(PinnedBundle bundle, CancellationToken cancellationToken);
}
