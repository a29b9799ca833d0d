using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Contracts.Tests.Json;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":{"b":1,"\u0062":2}}""")]
    [InlineData("[1,]")]
    [InlineData("// no\n1")]
    [InlineData("NaN")]
    [InlineData("")]
    public void Text_that_is_not_strict_JSON_is_refused(string text) =>
        Should.Throw<InvalidInputException>(() => StrictJson.Parse(text, "f.json")).Code.ShouldBe("invalid_json");

    // Not a theory: an attribute can't hold such a text.
    [Fact]
    public void Text_with_half_of_a_surrogate_pair_is_refused() =>
        Should.Throw<InvalidInputException>(() => StrictJson.Parse("\"\ud800\"", "f.json")).Code.ShouldBe("invalid_json");

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        Should.Throw<InvalidInputException>(() => StrictJson.Parse((byte[])[(byte)'"', 0xff, (byte)'"'], "f.json")).Code.ShouldBe("invalid_json");

    [Theory]
    [InlineData("""{"x": "\ud800"}""")]
    [InlineData("""{"\udc00": 1}""")]
    [InlineData("""[["\uD800\uD800"]]""")]
    public void Escaped_half_of_a_surrogate_pair_is_refused(string text) =>
        Should.Throw<InvalidInputException>(() => StrictJson.Parse(text, "f.json")).Code.ShouldBe("invalid_json");

    [Fact]
    public void Fault_is_placed_by_line_and_byte() =>
        Should.Throw<InvalidInputException>(() => StrictJson.Parse("{\n  \"a\": }", "f.json")).Message.ShouldStartWith("f.json is not valid JSON at line 2, byte 8: ");

    [Fact]
    public void Nesting_beyond_64_levels_is_refused()
    {
        StrictJson.Parse(Nested(64), "f.json").Dispose();
        Should.Throw<InvalidInputException>(() => StrictJson.Parse(Nested(65), "f.json"));

        static string Nested(int levels) => new string('[', levels) + new string(']', levels);
    }

    [Fact]
    public void Escaped_pairs_and_raw_bytes_beyond_ASCII_are_fine()
    {
        using var document = StrictJson.Parse(Encoding.UTF8.GetBytes("""["\ud83d\ude00", "😀", "\\ud800"]"""), "f.json");

        document.RootElement.EnumerateArray().Select(item => item.GetString()).ShouldBe(["😀", "😀", "\\ud800"]);
    }
}
