using ModelOps.Contracts.Digests;

namespace ModelOps.Adaptive.Records;

/// <summary>Reads a stored output table of a run, as the bytes of an Arrow stream.</summary>
/// <param name="digest">The table's digest, as the replicate's result names it.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <exception cref="Contracts.Errors.NotFoundException">It is not there.</exception>
/// <exception cref="Contracts.Errors.CorruptDataException">It is not what was stored.</exception>
public delegate Task<ReadOnlyMemory<byte>> ReadTable(Digest digest, CancellationToken cancellationToken);
