using ModelOps.Bundles.Specs.Patterns;
using ModelOps.Connectors.ObjectStores;

namespace ModelOps.Bundles.Specs;

/// <summary>Sends files to an object store.</summary>
/// <param name="Pattern">Which files.</param>
/// <param name="UriTemplate">Their addresses: a URI with <c>{path}</c> in its key.</param>
/// <param name="Tier">The storage tier. Default hot.</param>
/// <param name="SizeThreshold">Only files of at least so many bytes; <see langword="null"/> for all.</param>
public sealed record ExternalRule(GlobPattern Pattern, string UriTemplate, StorageTier Tier, long? SizeThreshold)
{
    /// <summary>What stands for a file's path in the template.</summary>
    public const string Placeholder = "{path}";

    /// <summary>Whether the rule is for a file.</summary>
    public bool IsFor(string path, long size) => Pattern.IsMatch(path) && (SizeThreshold is not { } threshold || size >= threshold);

    /// <summary>The address of a file.</summary>
    /// <exception cref="Contracts.Errors.InvalidInputException">Code <c>invalid_object_uri</c>: the path gives no valid key.</exception>
    public ObjectUri AddressOf(string path) => ObjectUri.Parse(UriTemplate.Replace(Placeholder, path, StringComparison.Ordinal));
}
