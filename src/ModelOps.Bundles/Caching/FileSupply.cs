using ModelOps.Bundles.Contents;

namespace ModelOps.Bundles.Caching;

/// <summary>Brings files and says where each then is.</summary>
/// <param name="files">The files that are needed.</param>
/// <param name="cancellationToken">Ends it.</param>
internal delegate Task<Func<BundleFile, string>> FileSupply(IReadOnlyList<BundleFile> files, CancellationToken cancellationToken);
