using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;

namespace ModelOps.Contracts.Tests.References;

public sealed class BundleReferenceTests
{
    private const string Digest = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Theory]
    [InlineData(Digest, null)]
    [InlineData("repo@" + Digest, "repo")]
    [InlineData("localhost:5000/team/repo@" + Digest, "localhost:5000/team/repo")]
    public void Pinning_form_is_taken_apart(string text, string? repository)
    {
        var reference = BundleReference.Parse(text);

        (reference.Repository, reference.Digest.ToString(), reference.ToString()).ShouldBe((repository, Digest, text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("repo:tag")]
    [InlineData("local://dev")]
    [InlineData("a@b@" + Digest)]
    [InlineData("@" + Digest)]
    [InlineData("/repo@" + Digest)]
    [InlineData("repo/@" + Digest)]
    [InlineData("re po@" + Digest)]
    [InlineData("repo@sha256:0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015")]
    [InlineData("repo@sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    public void Anything_else_is_refused(string text)
    {
        var error = Should.Throw<InvalidInputException>(() => BundleReference.Parse(text));

        error.Code.ShouldBe("invalid_bundle_reference");
        error.Message.ShouldBe($"bundle_ref must be sha256:64-hex-chars or repository@sha256:64-hex-chars, got: {text}");
    }
}
