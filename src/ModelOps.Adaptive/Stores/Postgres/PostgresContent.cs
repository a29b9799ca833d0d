using System.Collections.Concurrent;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>
/// The output tables in the database, by digest. One of up to <see cref="PartBytes"/> is one row, a larger one several; the bound is
/// the memory of the processes, not the database's limit of 1 GB a value.
/// </summary>
internal sealed class PostgresContent(PostgresDatabase database)
{
    /// <summary>The most bytes of a row.</summary>
    public const int PartBytes = 4 << 20;

    private const string Insert = """
        insert into mops.content select * from unnest($1::bytea[], $2::int[], $3::int[], $4::bytea[]) on conflict do nothing
        """;

    private readonly ConcurrentDictionary<Digest, ReadOnlyMemory<byte>> _pending = [];

    /// <summary>Keeps a table until it is uploaded.</summary>
    public Digest Add(ReadOnlyMemory<byte> bytes)
    {
        var digest = Digest.Of(bytes.Span);
        _pending[digest] = bytes;
        return digest;
    }

    /// <summary>Uploads those of some tables that are kept here.</summary>
    public async Task UploadAsync(IEnumerable<Digest> digests, CancellationToken cancellationToken)
    {
        var parts = digests.Where(_pending.ContainsKey).SelectMany(PartsOf).ToList();
        for (var first = 0; first < parts.Count;)
        {
            var size = 0;
            var taken = parts.Skip(first).TakeWhile(part => (size += part.Bytes.Length) <= PartBytes || size == part.Bytes.Length).ToList();
            first += taken.Count;
            await database.ExecuteAsync([Statement(taken)], cancellationToken);
        }
    }

    /// <summary>Keeps tables no more.</summary>
    public void Forget(IEnumerable<Digest> digests)
    {
        foreach (var digest in digests) _pending.TryRemove(digest, out _);
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="CorruptDataException">Code <c>corrupt_table</c>: it is not there whole, or not what was stored.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(Digest digest, CancellationToken cancellationToken)
    {
        if (_pending.TryGetValue(digest, out var kept)) return kept;
        using var bytes = new MemoryStream();
        await database.ExecuteAsync(
            [new("select bytes from mops.content where digest = $1 order by part", digest.ToHash()) { Row = row => bytes.Write(row.GetFieldValue<byte[]>(0)) }],
            cancellationToken);
        var whole = bytes.ToArray();
        return Digest.Of(whole) == digest
            ? whole
            : throw new CorruptDataException("corrupt_table", $"The table {digest} in {database.Address} is missing or not what was stored.");
    }

    private IEnumerable<(byte[] Digest, int Part, int Parts, byte[] Bytes)> PartsOf(Digest digest)
    {
        var bytes = _pending[digest];
        var parts = Math.Max(1, (bytes.Length + PartBytes - 1) / PartBytes);
        for (var part = 0; part < parts; part++)
            yield return (digest.ToHash(), part, parts, bytes.Slice(part * PartBytes, Math.Min(PartBytes, bytes.Length - (part * PartBytes))).ToArray());
    }

    // In the order of the digests, so that two that store the same ones wait for each other in one direction only.
    private static PostgresStatement Statement(List<(byte[] Digest, int Part, int Parts, byte[] Bytes)> parts)
    {
        var sorted = parts.OrderBy(part => Convert.ToHexString(part.Digest), StringComparer.Ordinal).ThenBy(part => part.Part).ToList();
        return new(
            Insert,
            sorted.Select(part => part.Digest).ToArray(),
            sorted.Select(part => part.Part).ToArray(),
            sorted.Select(part => part.Parts).ToArray(),
            sorted.Select(part => part.Bytes).ToArray());
    }
}
