using System.Globalization;
using System.Text;
using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>
/// Staged blocks, which a block list turns into a blob. The staged blocks of a blob are one pool for all its writers: their ids carry the
/// content's digest, so that two contents can't be mixed.
/// </summary>
internal sealed class BlockUpload(AzureBackend backend, ObjectUri uri, ObjectRecord record) : IPartedUpload
{
    private readonly List<string> _blocks = [];

    /// <inheritdoc />
    // The service finds the blocks by the blob's address.
    public string Session => "blocks";

    /// <inheritdoc />
    public long Stored { get; private set; }

    /// <summary>Takes the blocks that an earlier upload staged. The last one is sent in any case.</summary>
    /// <param name="sizes">The sizes of the staged blocks by their ids.</param>
    /// <param name="partBytes">The size of the parts.</param>
    public void Take(IReadOnlyDictionary<string, long> sizes, int partBytes)
    {
        while (Stored + partBytes < record.Size && sizes.TryGetValue(NextId(), out var size) && size == partBytes)
        {
            _blocks.Add(NextId());
            Stored += partBytes;
        }
    }

    /// <inheritdoc />
    public async Task AddAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        _blocks.Add(NextId());
        await backend.StageAsync(uri, _blocks[^1], part, cancellationToken);
        Stored += part.Length;
    }

    /// <inheritdoc />
    public async Task<string?> CompleteAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        await AddAsync(part, cancellationToken);
        var list = $"<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>{string.Concat(_blocks.Select(block => $"<Latest>{block}</Latest>"))}</BlockList>";
        return await backend.CommitBlocksAsync(uri, list, record, cancellationToken);
    }

    /// <inheritdoc />
    // Staged blocks can't be removed one by one; the service drops them after a week.
    public Task AbandonAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // All ids of a blob have one length.
    private string NextId() =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.Sha256.Hex[..32]}-{_blocks.Count:D6}")));
}
