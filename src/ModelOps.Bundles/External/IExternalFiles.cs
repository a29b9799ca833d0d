using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.External;

/// <summary>The object stores that hold a bundle's external files, addressed by URIs such as <c>az://container/key</c>.</summary>
public interface IExternalFiles
{
    /// <summary>What is there; <see langword="null"/> if nothing is.</summary>
    /// <exception cref="OutsideException">The store can't be reached, or refuses.</exception>
    Task<ExternalFile?> FindAsync(string uri, CancellationToken cancellationToken);

    /// <summary>Opens an object that must have these bytes. The stream checks: its last read throws if they are others.</summary>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    /// <exception cref="CorruptDataException">It is another one.</exception>
    Task<Stream> OpenAsync(string uri, Digest sha256, long size, CancellationToken cancellationToken);

    /// <summary>Stores an object with its digest, unless the same one is there.</summary>
    /// <param name="uri">Its address.</param>
    /// <param name="content">Its bytes, with a position that can be set.</param>
    /// <param name="sha256">Their digest.</param>
    /// <param name="tier"><c>hot</c>, <c>cool</c>, <c>archive</c>, or <see langword="null"/> for the store's own choice.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <exception cref="ConflictException">Another object has the address.</exception>
    Task PutAsync(string uri, Stream content, Digest sha256, string? tier, CancellationToken cancellationToken);
}
