namespace ModelOps.Bundles.Registries;

/// <summary>How far a transfer is.</summary>
/// <param name="Bytes">Bytes that were sent, received, or found to be there already.</param>
/// <param name="TotalBytes">All bytes of the transfer.</param>
public readonly record struct TransferProgress(long Bytes, long TotalBytes);
