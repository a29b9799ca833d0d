using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ModelOps.Execution.Cache;

/// <summary>
/// A result as it lies in a segment: the SHA-256 of what follows (32 bytes), the key (32 bytes), the number of tables (u32), and for
/// each table in ordinal order of the names the length of its name (u32), the name in UTF-8, the length of its Arrow stream (u32), the
/// stream. Integers are little-endian.
/// </summary>
internal static class ResultRecord
{
    private const int HashBytes = 32;

    /// <summary>The size of a record; larger than any array when it cannot be written.</summary>
    public static long SizeOf(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables)
    {
        long size = HashBytes + ResultKey.Bytes + sizeof(uint);
        foreach (var (name, bytes) in tables) size += 2 * sizeof(uint) + Encoding.UTF8.GetByteCount(name) + (long)bytes.Length;
        return size;
    }

    /// <summary>Adds a record of a known size.</summary>
    public static void Write(IBufferWriter<byte> target, int size, ResultKey key, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables)
    {
        var record = target.GetSpan(size)[..size];
        var body = record[HashBytes..];
        key.Span.CopyTo(body);
        BinaryPrimitives.WriteUInt32LittleEndian(body[ResultKey.Bytes..], (uint)tables.Count);
        var at = ResultKey.Bytes + sizeof(uint);
        foreach (var (name, bytes) in tables.OrderBy(table => table.Key, StringComparer.Ordinal))
        {
            var length = Encoding.UTF8.GetBytes(name, body[(at + sizeof(uint))..]);
            BinaryPrimitives.WriteUInt32LittleEndian(body[at..], (uint)length);
            at += sizeof(uint) + length;
            BinaryPrimitives.WriteUInt32LittleEndian(body[at..], (uint)bytes.Length);
            bytes.Span.CopyTo(body[(at + sizeof(uint))..]);
            at += sizeof(uint) + bytes.Length;
        }
        SHA256.HashData(body, record);
        target.Advance(size);
    }

    /// <summary>The tables of a record, without a copy; <see langword="null"/> if it is not what was written under this key.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>>? Read(ReadOnlyMemory<byte> record, ResultKey key)
    {
        if (record.Length < HashBytes + ResultKey.Bytes + sizeof(uint)) return null;
        Span<byte> hash = stackalloc byte[HashBytes];
        var body = record[HashBytes..];
        SHA256.HashData(body.Span, hash);
        if (!hash.SequenceEqual(record.Span[..HashBytes]) || !body.Span.StartsWith(key.Span)) return null;
        // From here on the bytes are those that Write made, so that every length fits.
        var tables = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var rest = body[ResultKey.Bytes..];
        var count = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        rest = rest[sizeof(uint)..];
        for (var i = 0u; i < count; i++)
        {
            var name = Take(ref rest);
            tables[Encoding.UTF8.GetString(name.Span)] = Take(ref rest);
        }
        return tables;
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest)
    {
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        var taken = rest.Slice(sizeof(uint), length);
        rest = rest[(sizeof(uint) + length)..];
        return taken;
    }
}
