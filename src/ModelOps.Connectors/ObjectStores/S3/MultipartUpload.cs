using Amazon.S3;
using Amazon.S3.Model;
using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.ObjectStores.S3;

/// <summary>A multipart upload. The condition is checked when it is completed.</summary>
internal sealed class MultipartUpload(AmazonS3Client client, (ObjectUri Uri, string Id) upload, ObjectRecord record) : IPartedUpload
{
    private readonly List<PartETag> _parts = [];

    private ObjectUri Uri => upload.Uri;

    /// <inheritdoc />
    public Task AddAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken) => S3Backend.CallAsync(Uri, async () =>
    {
        using var body = S3Backend.Body(part);
        var request = new UploadPartRequest
        {
            BucketName = Uri.Container,
            Key = Uri.Key,
            UploadId = upload.Id,
            PartNumber = _parts.Count + 1,
            PartSize = part.Length,
            InputStream = body,
            UseChunkEncoding = false,
        };
        var sent = await client.UploadPartAsync(request, cancellationToken);
        _parts.Add(new(_parts.Count + 1, sent.ETag));
        return sent.ETag;
    }, cancellationToken);

    /// <inheritdoc />
    public async Task<string?> CompleteAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        await AddAsync(part, cancellationToken);
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = Uri.Container,
            Key = Uri.Key,
            UploadId = upload.Id,
            PartETags = _parts,
            IfNoneMatch = record.Condition.MustBeAbsent ? "*" : null,
            IfMatch = record.Condition.Version,
        };
        return await S3Backend.CallAsync(Uri, () => S3Backend.NullIfNotMetAsync(record, CompleteAsync, cancellationToken), cancellationToken);

        async Task<string?> CompleteAsync(CancellationToken token) => (await client.CompleteMultipartUploadAsync(request, token)).ETag;
    }

    /// <inheritdoc />
    public Task AbandonAsync(CancellationToken cancellationToken) => S3Backend.CallAsync(Uri, () => client.AbortMultipartUploadAsync(
        new AbortMultipartUploadRequest { BucketName = Uri.Container, Key = Uri.Key, UploadId = upload.Id }, cancellationToken), cancellationToken);
}
