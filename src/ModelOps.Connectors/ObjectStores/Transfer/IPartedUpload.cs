namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>An object on its way. Nothing is visible before the completion.</summary>
internal interface IPartedUpload
{
    /// <summary>What <see cref="IObjectBackend.ResumeAsync"/> needs to go on with it in another process.</summary>
    string Session { get; }

    /// <summary>How many bytes from the beginning the store has.</summary>
    long Stored { get; }

    /// <summary>Sends the next part; all but the last have the same size. The memory is the caller's again afterwards.</summary>
    Task AddAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken);

    /// <summary>Sends the last part, which makes the object appear; gives its version, or <see langword="null"/> where the condition is not met.</summary>
    Task<string?> CompleteAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken);

    /// <summary>Gives up what was sent.</summary>
    Task AbandonAsync(CancellationToken cancellationToken);
}
