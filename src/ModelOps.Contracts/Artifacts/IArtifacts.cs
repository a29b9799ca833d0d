using ModelOps.Contracts.Digests;

namespace ModelOps.Contracts.Artifacts;

/// <summary>Port: immutable bytes by digest.</summary>
public interface IArtifacts
{
    /// <summary>Stores the bytes of a stream. When the call returns they are durable.</summary>
    Task<Digest> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Opens stored bytes; digest and size are verified before the first byte is handed out.</summary>
    /// <exception cref="Errors.NotFoundException">There is nothing by this digest.</exception>
    /// <exception cref="Errors.CorruptDataException">What is stored does not have this digest.</exception>
    Task<Stream> OpenAsync(Digest digest, CancellationToken cancellationToken);
}
