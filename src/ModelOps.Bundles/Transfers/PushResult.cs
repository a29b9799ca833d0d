using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Transfers;

/// <summary>What a push did, or would do.</summary>
/// <param name="Digest">The manifest digest.</param>
/// <param name="Sent">The blobs that were, or would be, sent.</param>
/// <param name="BytesSent">The bytes of blobs that went over the wire; in a dry run those that would.</param>
/// <param name="Present">How many blobs were there already.</param>
/// <param name="TagMoved">Whether the first tag names another bundle than before.</param>
public sealed record PushResult(Digest Digest, IReadOnlyList<BlobDescriptor> Sent, long BytesSent, int Present, bool TagMoved);
