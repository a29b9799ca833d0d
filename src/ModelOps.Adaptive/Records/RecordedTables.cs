using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Content;

namespace ModelOps.Adaptive.Records;

/// <summary>The stored output tables of a run, as they were at one moment; another process may be writing to it.</summary>
public sealed class RecordedTables
{
    private readonly ContentSnapshot _content;

    private RecordedTables(ContentSnapshot content) => _content = content;

    /// <summary>Those of a run's folder.</summary>
    /// <exception cref="Contracts.Errors.NotFoundException">The run has not stored anything.</exception>
    public static RecordedTables Open(string folder) => new(ContentSnapshot.Open(StudyFolder.TablesOf(folder)));

    /// <summary>One table, as the bytes of an Arrow stream.</summary>
    /// <exception cref="Contracts.Errors.NotFoundException">It is not there.</exception>
    /// <exception cref="Contracts.Errors.CorruptDataException">It is not what was stored.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(Digest digest, CancellationToken cancellationToken)
    {
        await using var content = await _content.OpenAsync(digest, cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
