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
    public Task AddAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        // All ids of a blob have one length.
        var id = string.Create(CultureInfo.InvariantCulture, $"{record.Sha256.Hex[..32]}-{_blocks.Count:D6}");
        _blocks.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(id)));
        return backend.StageAsync(uri, _blocks[^1], part, cancellationToken);
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
}
