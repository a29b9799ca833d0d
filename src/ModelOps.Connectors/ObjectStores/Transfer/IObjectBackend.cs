namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>What a vendor's store can do in single requests. Statuses that mean a fault are thrown as errors of this product.</summary>
internal interface IObjectBackend : IDisposable
{
    /// <summary>How many parts an object may be sent in.</summary>
    int MaxParts { get; }

    /// <summary>The object's record, or <see langword="null"/> where there is none.</summary>
    Task<BackendStat?> FindAsync(ObjectUri uri, CancellationToken cancellationToken);

    /// <summary>The bytes of one version from an offset to the end; <see langword="null"/> where the object has another version now.</summary>
    Task<Stream?> ReadAsync(ObjectUri uri, string version, long offset, CancellationToken cancellationToken);

    /// <summary>Writes a whole object; gives its version, or <see langword="null"/> where the condition is not met.</summary>
    Task<string?> WriteAsync(ObjectUri uri, ReadOnlyMemory<byte> bytes, ObjectRecord record, CancellationToken cancellationToken);

    /// <summary>Begins to write an object in parts; <see langword="null"/> where the condition is not met already.</summary>
    Task<IPartedUpload?> BeginAsync(ObjectUri uri, ObjectRecord record, CancellationToken cancellationToken);

    /// <summary>Goes on with an upload of the same record in parts of the same size; <see langword="null"/> where the store does not know it any more.</summary>
    Task<IPartedUpload?> ResumeAsync(ObjectUri uri, ObjectRecord record, (string Session, int PartBytes) upload, CancellationToken cancellationToken);
}
