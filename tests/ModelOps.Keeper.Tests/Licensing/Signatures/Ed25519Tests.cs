using System.Numerics;
using System.Text;
using ModelOps.Keeper.Licensing.Signatures;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.Keeper.Tests.Licensing.Signatures;

public sealed class Ed25519Tests
{
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    // RFC 8032, 7.1: tests 1, 2, 3 and SHA(abc).
    public static TheoryData<string, string, string, string> Vectors => new()
    {
        {
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        },
        {
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        },
        {
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        },
        {
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        },
    };

    // The points whose order divides 8, and the second spellings that some libraries accept for them.
    public static TheoryData<string> SmallOrder =>
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Keys_and_signatures_are_those_of_the_RFC(string privateKey, string publicKey, string message, string signature)
    {
        var (key, text) = (Convert.FromHexString(privateKey), Convert.FromHexString(message));
        Convert.ToHexStringLower(Ed25519.PublicKey(key)).ShouldBe(publicKey);
        Convert.ToHexStringLower(Ed25519.Sign(key, text)).ShouldBe(signature);
        Ed25519.Verify(Convert.FromHexString(publicKey), text, Convert.FromHexString(signature)).ShouldBeTrue();
    }

    [Fact]
    public void Every_changed_bit_of_a_signature_key_or_message_is_noticed()
    {
        var key = Key(7);
        byte[] message = [1, 2, 3];
        byte[][] parts = [Ed25519.PublicKey(key), message, Ed25519.Sign(key, message)];
        for (var part = 0; part < parts.Length; part++)
        {
            for (var bit = 0; bit < parts[part].Length * 8; bit += 7)
            {
                var changed = parts.Select(bytes => (byte[])bytes.Clone()).ToArray();
                changed[part][bit / 8] ^= (byte)(1 << (bit % 8));
                Ed25519.Verify(changed[0], changed[1], changed[2]).ShouldBeFalse($"part {part}, bit {bit}");
            }
        }
    }

    [Fact]
    public void Second_spelling_of_the_scalar_is_refused()
    {
        var key = Key(9);
        var signature = Ed25519.Sign(key, "text"u8);
        var scalar = new BigInteger(signature.AsSpan(32), isUnsigned: true) + Order;
        var other = (byte[])signature.Clone();
        Array.Clear(other, 32, 32);
        scalar.TryWriteBytes(other.AsSpan(32), out _, isUnsigned: true).ShouldBeTrue();
        Ed25519.Verify(Ed25519.PublicKey(key), "text"u8, signature).ShouldBeTrue();
        Ed25519.Verify(Ed25519.PublicKey(key), "text"u8, other).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(SmallOrder))]
    public void Key_of_small_order_signs_nothing(string point)
    {
        // With such a key the signature (R = the neutral element, s = 0) fits one message in eight or every one.
        var bytes = Convert.FromHexString(point);
        var forged = new byte[64];
        forged[0] = 1;
        Ed25519.IsPublicKey(bytes).ShouldBeFalse();
        for (byte text = 0; text < 16; text++) Ed25519.Verify(bytes, [text], forged).ShouldBeFalse();
    }

    [Fact]
    public void Commitment_of_small_order_is_refused()
    {
        // s = k a fits R = the neutral element: a lax verifier accepts it.
        var key = Key(11);
        var publicKey = Ed25519.PublicKey(key);
        var neutral = new byte[32];
        neutral[0] = 1;
        var hash = System.Security.Cryptography.SHA512.HashData(key);
        hash[0] &= 248;
        hash[31] = (byte)((hash[31] & 127) | 64);
        var challenge = new BigInteger(System.Security.Cryptography.SHA512.HashData([.. neutral, .. publicKey, 1]), isUnsigned: true);
        var signature = new byte[64];
        neutral.CopyTo(signature, 0);
        (challenge * new BigInteger(hash.AsSpan(0, 32), isUnsigned: true) % Order).TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true);
        Ed25519.Verify(publicKey, [1], signature).ShouldBeFalse();
    }

    [Fact]
    public void Bytes_of_another_length_are_no_signature()
    {
        var key = Key(1);
        var signature = Ed25519.Sign(key, []);
        Ed25519.Verify(Ed25519.PublicKey(key), [], signature.AsSpan(0, 63)).ShouldBeFalse();
        Ed25519.Verify(Ed25519.PublicKey(key), [], [.. signature, 0]).ShouldBeFalse();
        Ed25519.Verify([], [], signature).ShouldBeFalse();
        Ed25519.IsPublicKey([]).ShouldBeFalse();
    }

    [Fact]
    public async Task OpenSSL_signs_the_same_and_verifies_ours()
    {
        using var place = new Workplace();
        Prerequisite.Require(Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "openssl"))), "openssl", "apt-get install openssl");
        for (var round = 0; round < 6; round++)
        {
            var key = Key(100 + round);
            byte[] message = [.. Enumerable.Range(0, (round * 53) + 1).Select(value => (byte)(value * 31))];
            File.WriteAllBytes(place.At("private.der"), [.. Convert.FromHexString("302e020100300506032b657004220420"), .. key]);
            File.WriteAllBytes(place.At("public.der"), [.. Convert.FromHexString("302a300506032b6570032100"), .. Ed25519.PublicKey(key)]);
            File.WriteAllBytes(place.At("message"), message);
            File.WriteAllBytes(place.At("ours"), Ed25519.Sign(key, message));
            (await OpenSsl(place, "-sign -inkey private.der -keyform DER -out theirs")).Expect(0);
            File.ReadAllBytes(place.At("theirs")).ShouldBe(File.ReadAllBytes(place.At("ours")));
            (await OpenSsl(place, "-verify -pubin -inkey public.der -keyform DER -sigfile ours")).Expect(0).Output.ShouldContain("Verified Successfully");
        }
    }

    private static Task<CommandResult> OpenSsl(Workplace place, string options) =>
        place.RunAsync("openssl", ["pkeyutl", "-rawin", "-in", "message", .. options.Split(' ')]);

    private static byte[] Key(int number) => System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"key {number}"));
}
