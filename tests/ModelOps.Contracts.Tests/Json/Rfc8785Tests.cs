using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Contracts.Tests.Python;

namespace ModelOps.Contracts.Tests.Json;

public sealed class Rfc8785Tests
{
    // RFC 8785, appendix B: IEEE 754 bits and their JSON text.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_of_the_RFC_are_written_as_it_says(ulong bits, string expected) =>
        Rfc8785.Format(BitConverter.UInt64BitsToDouble(bits)).ShouldBe(expected);

    // RFC 8785, 3.2.4.
    [Fact]
    public void Example_of_the_RFC_is_written_as_it_says()
    {
        const string input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string expected =
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""";

        Canonical(input).ShouldBe(expected);
    }

    // RFC 8785, 3.2.3.
    [Fact]
    public void Names_are_sorted_by_UTF16_units()
    {
        const string input = """
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
             "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
            """;

        var names = JsonNode.Parse(Canonical(input))!.AsObject().Select(entry => entry.Value!.GetValue<string>());

        names.ShouldBe(["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"]);
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("-9007199254740994")]
    [InlineData("1e400")]
    [InlineData("""["\ud800"]""")]
    public void Value_without_an_exact_form_is_refused(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);

        Should.Throw<InvalidInputException>(() => Rfc8785.Canonicalize(document.RootElement)).Code.ShouldBe("not_canonical");
    }

    [Fact]
    public void Every_number_reads_back_to_its_bits()
    {
        foreach (var value in Any.Double.Samples(3000))
        {
            var expected = value == 0 ? 0 : BitConverter.DoubleToInt64Bits(value);
            BitConverter.DoubleToInt64Bits(double.Parse(Rfc8785.Format(value), CultureInfo.InvariantCulture)).ShouldBe(expected, Rfc8785.Format(value));
        }
    }

    [Fact]
    public void Canonical_form_of_a_canonical_form_is_itself()
    {
        foreach (var text in Any.Text.Samples(300))
        {
            var once = Rfc8785.Canonicalize(new JsonObject { [text] = new JsonArray(text, 1.5, null, new JsonObject()) });
            Rfc8785.Canonicalize(JsonNode.Parse(once)).ShouldBe(once);
        }
    }

    private static string Canonical(string json)
    {
        using var document = StrictJson.Parse(json, "test");
        return Encoding.UTF8.GetString(Rfc8785.Canonicalize(document.RootElement));
    }
}
