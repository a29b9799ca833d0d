using System.Text;
using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Adaptive.Tests.Specs.Yaml;

public sealed class YamlFileTests : IDisposable
{
    private const string Marks = ":{}[],'\"\n\t-#&*!|>%@`0a\u007f";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Unreadable => new()
    {
        { "", "must hold one YAML document that is a mapping" },
        { "# only a comment\n", "must hold one YAML document that is a mapping" },
        { "just text", "must hold one YAML document that is a mapping" },
        { "- a\n- b\n", "must hold one YAML document that is a mapping" },
        { "a: 1\n---\nb: 2\n", "must hold one YAML document that is a mapping" },
        { "a: 1\n\tb: 2\n", "adaptive.yaml:1: not valid YAML: While scanning a plain scalar, found a tab" },
        { "a: [1, 2\n", "not valid YAML" },
        { "a: 'b\n", "not valid YAML" },
        { "\0\u0001\u0002", "must hold one YAML document that is a mapping" },
        { "a: &x 1\nb: *x\n", "adaptive.yaml:2: an alias (*name); write the value out." },
        { "a: &a [*a]\n", "an alias" },
        { "a: " + new string('[', 100_000), "adaptive.yaml:1: nested more than 32 levels deep." },
        { "a: " + string.Concat(Enumerable.Repeat("{a: ", 100_000)), "nested more than 32 levels deep." },
        { string.Concat(Enumerable.Range(0, 200).Select(i => new string(' ', i) + "a:\n")), "nested more than 32 levels deep." },
    };

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public void Text_that_is_no_spec_is_refused(string text, string message)
    {
        var error = Should.Throw<InvalidInputException>(() => AdaptiveSpecReader.Read(_folder.Write("adaptive.yaml", text)));
        error.Code.ShouldBe("invalid_yaml");
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("[a]: 1\nkind: Adaptive\nspec: {}\n")]
    [InlineData("{a: 1}: 1\nkind: Adaptive\nspec: {}\n")]
    public void Key_that_is_no_text_is_refused(string text) =>
        Should.Throw<InvalidInputException>(() => AdaptiveSpecReader.Read(_folder.Write("adaptive.yaml", text))).Message.ShouldContain("adaptive.yaml:1: : a key must be a text");

    [Fact]
    public void File_that_is_not_there_is_named() =>
        Should.Throw<InvalidInputException>(() => AdaptiveSpecReader.Read("no/such.yaml")).Message.ShouldBe("There is no file 'no/such.yaml'.");

    [Fact]
    public void Folder_is_no_file() => Should.Throw<InvalidInputException>(() => AdaptiveSpecReader.Read(_folder.Path)).Code.ShouldBe("file_not_found");

    [Fact]
    public void File_beyond_a_mebibyte_is_refused_also_without_a_length()
    {
        var large = _folder.Write("adaptive.yaml", "a: " + new string('x', 1 << 20));
        Should.Throw<InvalidInputException>(() => AdaptiveSpecReader.Read(large)).Code.ShouldBe("spec_too_large");
        if (File.Exists("/dev/zero")) Should.Throw<InvalidInputException>(() => AdaptiveSpecReader.Read("/dev/zero")).Code.ShouldBe("spec_too_large");
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        var path = _folder["adaptive.yaml"];
        File.WriteAllBytes(path, [.. "a: "u8, 0xff, 0xfe, 0x80]);
        Should.Throw<InvalidInputException>(() => AdaptiveSpecReader.Read(path)).Message.ShouldEndWith("is not UTF-8 text.");
    }

    [Fact]
    public void Random_edits_of_a_spec_give_a_spec_or_a_clear_error()
    {
        using var folder = new SpecFolder();
        var original = Encoding.UTF8.GetBytes(SpecFolder.Influenza);
        for (var seed = 0UL; seed < 1000; seed++)
        {
            var bytes = original.ToArray();
            for (var i = 0; i < 3; i++)
            {
                var choice = Contracts.Seeds.Seed.Common(seed, i);
                bytes[(int)(choice % (ulong)bytes.Length)] = (byte)Marks[(int)(choice >> 33) % Marks.Length];
            }
            try
            {
                folder.Read(Encoding.UTF8.GetString(bytes)).Name.ShouldNotBeEmpty();
            }
            catch (ModelOpsException error)
            {
                error.Message.ShouldNotBeEmpty($"seed {seed}");
            }
        }
    }
}
