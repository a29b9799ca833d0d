using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.Tests.Digests;

public sealed class DigestTests
{
    // FIPS 180-2, B.1.
    private const string Abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void Digest_of_known_bytes_is_the_published_one()
    {
        var digest = Digest.Of("abc"u8);

        digest.ToString().ShouldBe(Abc);
        digest.Short.ShouldBe("ba7816bf8f01");
        Digest.FromHash(digest.ToHash()).ShouldBe(digest);
        Digest.Parse(Abc).ShouldBe(digest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("SHA256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n")]
    [InlineData("sha256:0x7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:+a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256: a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:b_7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Other_spelling_is_refused(string text) =>
        Should.Throw<InvalidInputException>(() => Digest.Parse(text)).Code.ShouldBe("invalid_digest");

    [Fact]
    public void Digest_that_was_never_set_has_no_text() => Should.Throw<InvalidOperationException>(() => default(Digest).ToString());

    [Fact]
    public void Hash_of_another_length_is_refused() => Should.Throw<ArgumentException>(() => Digest.FromHash(new byte[31]));
}
