using System.Numerics;
using System.Security.Cryptography;

namespace ModelOps.Keeper.Licensing.Signatures;

/// <summary>
/// Ed25519 after RFC 8032, 5.1, verified strictly: one spelling of every number and point, no key or commitment of small order, and the
/// equation without the cofactor. So a signature that is valid here is valid everywhere, and has no second form.
/// </summary>
/// <remarks>BouncyCastle.Cryptography or NSec.Cryptography would replace this folder, once one of them restores.</remarks>
public static class Ed25519
{
    /// <summary>The length of a private key (the seed of RFC 8032) in bytes.</summary>
    public const int PrivateKeyBytes = 32;

    /// <summary>The length of a public key in bytes.</summary>
    public const int PublicKeyBytes = EdwardsPoint.EncodedBytes;

    /// <summary>The length of a signature in bytes.</summary>
    public const int SignatureBytes = 64;

    /// <summary>The public key of a private key of 32 bytes.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> privateKey) => EdwardsPoint.Base.Multiply(Expand(privateKey).Scalar).Encode();

    /// <summary>Whether 32 bytes are a public key that a signature can be verified with: the one spelling of a point that has not a small order.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> key) =>
        key.Length == PublicKeyBytes && EdwardsPoint.Decode(key) is { HasSmallOrder: false };

    /// <summary>The signature of a message, 64 bytes; the same for the same key and message.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message)
    {
        var (scalar, prefix) = Expand(privateKey);
        var publicKey = EdwardsPoint.Base.Multiply(scalar).Encode();
        var nonce = Hash(prefix, message, []);
        var commitment = EdwardsPoint.Base.Multiply(nonce).Encode();
        var signature = new byte[SignatureBytes];
        commitment.CopyTo(signature, 0);
        var answer = (nonce + (Hash(commitment, publicKey, message) * scalar)) % Curve25519.L;
        answer.TryWriteBytes(signature.AsSpan(EdwardsPoint.EncodedBytes), out _, isUnsigned: true);
        return signature;
    }

    /// <summary>Whether the owner of a public key signed a message. Bytes of any length and content are answered, never thrown at.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeyBytes || signature.Length != SignatureBytes) return false;
        var encoded = signature[..EdwardsPoint.EncodedBytes];
        var answer = new BigInteger(signature[EdwardsPoint.EncodedBytes..], isUnsigned: true);
        if (answer >= Curve25519.L) return false;
        if (EdwardsPoint.Decode(publicKey) is not { HasSmallOrder: false } key || EdwardsPoint.Decode(encoded) is not { HasSmallOrder: false }) return false;
        var challenge = Hash(encoded, publicKey, message);
        var expected = EdwardsPoint.Base.Multiply(answer).Add(key.Negate().Multiply(challenge));
        return encoded.SequenceEqual(expected.Encode());
    }

    private static (BigInteger Scalar, byte[] Prefix) Expand(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != PrivateKeyBytes)
            throw new ArgumentException($"A private key has {PrivateKeyBytes} bytes, not {privateKey.Length}.", nameof(privateKey));
        var hash = SHA512.HashData(privateKey);
        // RFC 8032, 5.1.5, step 2.
        hash[0] &= 0b1111_1000;
        hash[31] &= 0b0111_1111;
        hash[31] |= 0b0100_0000;
        return (new(hash.AsSpan(0, PrivateKeyBytes), isUnsigned: true), hash[PrivateKeyBytes..]);
    }

    private static BigInteger Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(first);
        hash.AppendData(second);
        hash.AppendData(third);
        return new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % Curve25519.L;
    }
}
