using System.Net;
using System.Runtime.InteropServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ModelOps.Connectors.ObjectStores.Transfer;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.S3;

/// <summary>Objects of S3 through Amazon's library.</summary>
internal sealed class S3Backend(AmazonS3Client client, HttpMessageHandler wire) : IObjectBackend
{
    /// <inheritdoc />
    public int MaxParts => 10_000;

    /// <inheritdoc />
    public Task<BackendStat?> FindAsync(ObjectUri uri, CancellationToken cancellationToken) => CallAsync(uri, async () =>
    {
        try
        {
            var head = await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = uri.Container, Key = uri.Key }, cancellationToken);
            return (BackendStat?)new(head.ContentLength, ObjectRecord.FindDigest(name => head.Metadata[name]), S3Tier.Parse(head.StorageClass?.Value), head.ETag);
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }, cancellationToken);

    /// <inheritdoc />
    public Task<Stream?> ReadAsync(ObjectUri uri, string version, long offset, CancellationToken cancellationToken) => CallAsync(uri, async () =>
    {
        var request = new GetObjectRequest { BucketName = uri.Container, Key = uri.Key, EtagToMatch = version };
        if (offset > 0) request.ByteRange = new ByteRange($"bytes={offset}-");
        try
        {
            return (Stream?)(await client.GetObjectAsync(request, cancellationToken)).ResponseStream;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return null;
        }
    }, cancellationToken);

    /// <inheritdoc />
    public Task<string?> WriteAsync(ObjectUri uri, ReadOnlyMemory<byte> bytes, ObjectRecord record, CancellationToken cancellationToken) => CallAsync(uri, async () =>
    {
        using var body = Body(bytes);
        var request = new PutObjectRequest
        {
            BucketName = uri.Container,
            Key = uri.Key,
            InputStream = body,
            AutoCloseStream = false,
            ContentType = ObjectRecord.MediaType,
            StorageClass = S3Tier.ClassOf(record.Tier),
            IfNoneMatch = record.Condition.MustBeAbsent ? "*" : null,
            IfMatch = record.Condition.Version,
            UseChunkEncoding = false,
            ChecksumSHA256 = Convert.ToBase64String(record.Sha256.ToHash()),
        };
        AddRecord(request.Metadata, record);
        return await NullIfNotMetAsync(record, async token => (await client.PutObjectAsync(request, token)).ETag, cancellationToken);
    }, cancellationToken);

    /// <inheritdoc />
    public Task<IPartedUpload?> BeginAsync(ObjectUri uri, ObjectRecord record, CancellationToken cancellationToken) => CallAsync(uri, async () =>
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = uri.Container,
            Key = uri.Key,
            ContentType = ObjectRecord.MediaType,
            StorageClass = S3Tier.ClassOf(record.Tier),
        };
        AddRecord(request.Metadata, record);
        var begun = await client.InitiateMultipartUploadAsync(request, cancellationToken);
        return (IPartedUpload?)new MultipartUpload(client, (uri, begun.UploadId), record);
    }, cancellationToken);

    /// <inheritdoc />
    public Task<IPartedUpload?> ResumeAsync(ObjectUri uri, ObjectRecord record, (string Session, int PartBytes) upload, CancellationToken cancellationToken) =>
        CallAsync(uri, async () =>
        {
            var found = new MultipartUpload(client, (uri, upload.Session), record);
            return await found.FindPartsAsync(upload.PartBytes, cancellationToken) ? (IPartedUpload?)found : null;
        }, cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        client.Dispose();
        wire.Dispose();
    }

    internal static MemoryStream Body(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new(array.Array!, array.Offset, array.Count, writable: false)
        : new(bytes.ToArray(), writable: false);

    internal static async Task<string?> NullIfNotMetAsync(
        ObjectRecord record, Func<CancellationToken, Task<string?>> write, CancellationToken cancellationToken)
    {
        try
        {
            return await write(cancellationToken);
        }
        catch (AmazonS3Exception fault) when (IsNotMet(fault, record.Condition))
        {
            return null;
        }
    }

    internal static async Task<T> CallAsync<T>(ObjectUri uri, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode == "NoSuchBucket")
        {
            throw StoreFaults.NoContainer(uri);
        }
        catch (AmazonServiceException fault) when (fault.StatusCode >= HttpStatusCode.MultipleChoices)
        {
            // The exception's own text is the server's, which may repeat what it was sent.
            throw StoreFaults.OfStatus(uri, fault.StatusCode, fault.ErrorCode);
        }
        catch (AmazonClientException fault)
        {
            throw new OutsideException(
                "store_credentials_missing", $"The request for '{uri}' can't be signed: no AWS credentials are found.",
                "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role is attached.", inner: fault);
        }
        catch (Exception fault) when (fault is AmazonServiceException or HttpRequestException or IOException)
        {
            throw StoreFaults.Unreachable(uri, fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw StoreFaults.Unreachable(uri, new TimeoutException("no answer in time", fault));
        }
    }

    // 409: another conditional write to the key is under way. 404: the version that must be there is gone.
    private static bool IsNotMet(AmazonS3Exception fault, PutCondition condition) =>
        fault.StatusCode == HttpStatusCode.PreconditionFailed
        || fault.StatusCode == HttpStatusCode.Conflict && fault.ErrorCode == "ConditionalRequestConflict"
        || fault.ErrorCode == "NoSuchKey" && condition.Version is not null;

    private static void AddRecord(MetadataCollection metadata, ObjectRecord record)
    {
        metadata[ObjectRecord.DigestName] = record.Sha256.Hex;
        metadata[ObjectRecord.SizeName] = record.SizeText;
    }
}
