using System.Buffers.Binary;
using ModelOps.Contracts.Digests;

namespace ModelOps.Durability.Content;

/// <summary>A digest in 32 bytes: a store may hold millions.</summary>
internal readonly record struct ContentKey(UInt128 High, UInt128 Low)
{
    public const int Bytes = 32;

    public static ContentKey Of(Digest digest) => Of(digest.ToHash());

    public static ContentKey Of(ReadOnlySpan<byte> hash) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
}
