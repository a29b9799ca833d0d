using System.Text;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Tests.Python;

namespace ModelOps.Contracts.Tests.Parameters;

public sealed class Blake2bTests
{
    [Theory]
    [InlineData("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")]
    [InlineData("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")]
    public void Hash_of_known_texts_is_the_published_one(string text, string expected)
    {
        var digest = new byte[32];

        Blake2b.Hash(Encoding.UTF8.GetBytes(text), digest);

        Convert.ToHexStringLower(digest).ShouldBe(expected);
    }

    // RFC 7693, appendix A.
    [Fact]
    public void Hash_of_the_RFC_example_is_the_published_one()
    {
        var digest = new byte[64];

        Blake2b.Hash("abc"u8, digest);

        Convert.ToHexString(digest).ShouldBe(
            "BA80A53F981C4D0D6A2797B69F12F6E94C212F14685AC4B74B12BB6FDBFFA2D17D87C5392AAB792DC252D5DE4533CC9518D38AA8DBF1925AB92386EDD4009923");
    }

    [Fact]
    public async Task Hash_at_block_borders_and_of_every_length_is_Pythons()
    {
        var cases = (from length in new[] { 0, 1, 127, 128, 129, 255, 256, 257, 1000 } from size in new[] { 1, 8, 20, 32, 63, 64 } select (length, size)).ToList();
        const string script = """
            import hashlib, sys
            for line in sys.stdin:
                length, size = map(int, line.split())
                print(hashlib.blake2b(bytes(i % 251 for i in range(length)), digest_size=size).hexdigest())
            """;

        var answers = await PythonReader.AskAsync(script, cases.Select(one => $"{one.length} {one.size}"), TestContext.Current.CancellationToken);

        foreach (var ((length, size), answer) in cases.Zip(answers))
        {
            var digest = new byte[size];
            Blake2b.Hash(Enumerable.Range(0, length).Select(i => (byte)(i % 251)).ToArray(), digest);
            Convert.ToHexStringLower(digest).ShouldBe(answer, $"{length} bytes into {size}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Impossible_digest_length_is_refused(int length) => Should.Throw<ArgumentException>(() => Blake2b.Hash([], new byte[length]));
}
