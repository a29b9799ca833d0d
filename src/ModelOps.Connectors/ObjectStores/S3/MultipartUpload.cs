using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.ObjectStores.S3;

/// <summary>A multipart upload. The condition is checked when it is completed.</summary>
internal sealed class MultipartUpload(AmazonS3Client client, (ObjectUri Uri, string Id) upload, ObjectRecord record) : IPartedUpload
{
    private readonly List<PartETag> _parts = [];

    /// <inheritdoc />
    public string Session => upload.Id;

    /// <inheritdoc />
    public long Stored { get; private set; }

    private ObjectUri Uri => upload.Uri;

    /// <summary>Finds out which parts are there. The last one is sent in any case.</summary>
    /// <returns>Whether the store knows the upload.</returns>
    public async Task<bool> FindPartsAsync(int partBytes, CancellationToken cancellationToken)
    {
        var request = new ListPartsRequest { BucketName = Uri.Container, Key = Uri.Key, UploadId = upload.Id };
        try
        {
            for (var isMore = true; isMore;)
            {
                var page = await client.ListPartsAsync(request, cancellationToken);
                foreach (var part in page.Parts ?? [])
                {
                    if (part.PartNumber != _parts.Count + 1 || part.Size != partBytes || Stored + partBytes >= record.Size) return true;
                    _parts.Add(new(_parts.Count + 1, part.ETag));
                    Stored += partBytes;
                }
                isMore = page.IsTruncated == true;
                request.PartNumberMarker = page.NextPartNumberMarker?.ToString();
            }
            return true;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented)
        {
            return false;
        }
    }

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
        Stored += part.Length;
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
