using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.Digests;

/// <summary>
/// The identity of a bundle or project folder, wherever it lies and however it is packed. It is the SHA-256 of the ASCII bytes
/// <c>bundle:v1|</c> and then, for each file in ascending order of the UTF-8 bytes of its path: the path's length in bytes
/// (u32, little-endian), the path (forward slashes), one byte 1 or 0 for the executable bit, the size (u64, little-endian) and
/// the 32 bytes of the file's SHA-256.
/// </summary>
public static class ContentDigest
{
    private static readonly byte[] Prefix = "bundle:v1|"u8.ToArray();

    /// <summary>The digest of a set of files, given in any order; a path that occurs twice is code <c>duplicate_path</c>.</summary>
    public static Digest Of(IEnumerable<ContentEntry> entries)
    {
        var ordered = entries.Select(entry => (Path: Encoding.UTF8.GetBytes(entry.Path), Entry: entry)).ToList();
        ordered.Sort(static (a, b) => a.Path.AsSpan().SequenceCompareTo(b.Path));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Prefix);
        for (var i = 0; i < ordered.Count; i++)
        {
            if (i > 0 && ordered[i].Path.AsSpan().SequenceEqual(ordered[i - 1].Path))
                throw new InvalidInputException("duplicate_path", $"The path '{ordered[i].Entry.Path}' occurs twice.");
            Append(hash, ordered[i].Path, ordered[i].Entry);
        }
        return Digest.FromHash(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, byte[] path, ContentEntry entry)
    {
        Span<byte> frame = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)path.Length);
        hash.AppendData(frame[..4]);
        hash.AppendData(path);
        frame[0] = entry.Executable ? (byte)1 : (byte)0;
        hash.AppendData(frame[..1]);
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)entry.Size);
        hash.AppendData(frame);
        hash.AppendData(entry.Sha256.ToHash());
    }
}
