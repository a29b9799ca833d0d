using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Contracts.Seeds;

/// <summary>
/// The derivation of replicate seeds: BLAKE2b with an 8-byte digest, read as a little-endian unsigned 64-bit number.
/// Byte-compatible with the predecessor's <c>derive_single_seed</c>.
/// </summary>
public static class Seed
{
    /// <summary>The seed of replicate <paramref name="replicate"/> (from 0) of a parameter set.</summary>
    public static ulong OfReplicate(string paramId, long replicate) => Derive($"contracts:seed:v1|{paramId}:{Text(replicate)}");

    /// <summary>The common random number of replicate <paramref name="replicate"/> (from 0): the same for every parameter set of a study.</summary>
    /// <param name="studySeed">The study's <c>algorithm.seed</c>.</param>
    /// <param name="replicate">The replicate's index.</param>
    public static ulong Common(ulong studySeed, long replicate) =>
        Derive($"contracts:seed:v1|common:{studySeed.ToString(CultureInfo.InvariantCulture)}:{Text(replicate)}");

    private static ulong Derive(string text)
    {
        Span<byte> hash = stackalloc byte[8];
        Blake2b.Hash(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static string Text(long replicate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replicate);
        return replicate.ToString(CultureInfo.InvariantCulture);
    }
}
