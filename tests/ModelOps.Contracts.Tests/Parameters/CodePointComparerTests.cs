using System.Text;
using FsCheck.Fluent;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Tests.Python;

namespace ModelOps.Contracts.Tests.Parameters;

public sealed class CodePointComparerTests
{
    [Fact]
    public void Astral_character_comes_after_the_basic_plane() =>
        CodePointComparer.Instance.Compare("\uffff", "\U00010000").ShouldBeLessThan(0);

    // UTF-8 keeps the order of code points: its bytes are an independent comparison.
    [Fact]
    public void Order_is_that_of_the_UTF8_bytes()
    {
        var texts = Any.Text.Samples(600);

        foreach (var (left, right) in texts.Zip(texts.Skip(1)))
        {
            var expected = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
            Math.Sign(CodePointComparer.Instance.Compare(left, right)).ShouldBe(Math.Sign(expected), $"{left} against {right}");
        }
    }

    [Fact]
    public void Nothing_comes_before_something() => CodePointComparer.Instance.Compare(null, "").ShouldBeLessThan(0);
}
