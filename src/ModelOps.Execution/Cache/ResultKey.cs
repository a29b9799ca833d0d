using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Cache;

/// <summary>
/// The identity of a result: the SHA-256 of the scope's 32 digest bytes, the param_id in ASCII and the seed (u64, little-endian).
/// </summary>
internal readonly struct ResultKey
{
    public const int Bytes = 32;

    private readonly byte[] _bytes;

    private ResultKey(byte[] bytes) => _bytes = bytes;

    /// <summary>All 32 bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>The first 16 bytes, enough to find a result by; whoever reads one compares all.</summary>
    public UInt128 Prefix => BinaryPrimitives.ReadUInt128LittleEndian(_bytes);

    /// <summary>The key of a task's result.</summary>
    public static ResultKey Of(Digest scope, SimulationTask task)
    {
        var identity = new byte[Bytes + 64 + sizeof(ulong)];
        scope.ToHash().CopyTo(identity, 0);
        Encoding.ASCII.GetBytes(task.Parameters.Id, identity.AsSpan(Bytes));
        BinaryPrimitives.WriteUInt64LittleEndian(identity.AsSpan(Bytes + 64), task.Seed);
        return new(SHA256.HashData(identity));
    }
}
