using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.Digests;

/// <summary>A SHA-256 digest in its one spelling: <c>sha256:</c> and 64 lower-case hex digits.</summary>
public readonly record struct Digest
{
    private const string Prefix = "sha256:";
    private const int HexLength = 64;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    // The hash as four words and not as text: there are as many digests as tables. Comparing them compares the hashes.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;
    private readonly bool _isSet;

    private Digest(ReadOnlySpan<byte> hash)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(hash);
        _second = BinaryPrimitives.ReadUInt64BigEndian(hash[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(hash[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(hash[24..]);
        _isSet = true;
    }

    /// <summary>The 64 lower-case hex digits.</summary>
    public string Hex => Convert.ToHexStringLower(ToHash());

    /// <summary>The first 12 hex digits, for people and names.</summary>
    public string Short => Hex[..12];

    /// <summary>The digest of some bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return FromHash(hash);
    }

    /// <summary>The digest whose 32 hash bytes are given.</summary>
    public static Digest FromHash(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != SHA256.HashSizeInBytes)
            throw new ArgumentException($"A SHA-256 hash has {SHA256.HashSizeInBytes} bytes, not {hash.Length}.", nameof(hash));
        return new(hash);
    }

    /// <summary>Parses the strict form; anything else is an <see cref="InvalidInputException"/> with code <c>invalid_digest</c>.</summary>
    public static Digest Parse(string text) => TryParse(text, out var digest)
        ? digest
        : throw new InvalidInputException("invalid_digest", $"'{text}' is not a digest; expected 'sha256:' and 64 lower-case hex digits.");

    /// <summary>Parses the strict form; false for anything else.</summary>
    public static bool TryParse(string? text, out Digest digest)
    {
        digest = default;
        if (text is null || text.Length != Prefix.Length + HexLength || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (text.AsSpan(Prefix.Length).ContainsAnyExcept(LowerHex)) return false;
        digest = new(Convert.FromHexString(text.AsSpan(Prefix.Length)));
        return true;
    }

    /// <summary>The 32 hash bytes.</summary>
    public byte[] ToHash()
    {
        if (!_isSet) throw new InvalidOperationException("This digest was never set.");
        var hash = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(hash, _first);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(8), _second);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(16), _third);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(24), _fourth);
        return hash;
    }

    /// <summary>The strict form. The default value of the struct is no digest and throws.</summary>
    public override string ToString() => Prefix + Hex;
}
