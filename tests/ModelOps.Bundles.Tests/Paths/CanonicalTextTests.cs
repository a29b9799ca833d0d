using ModelOps.Bundles.Paths;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Paths;

public sealed class CanonicalTextTests
{
    // Every assigned character that decomposes, and marks in several orders after one base.
    private const string Script = """
        import itertools, sys, unicodedata as u
        sys.stdout.reconfigure(encoding="utf-8")
        for c in range(0x80, 0x110000):
            if 0xD800 <= c < 0xE000 or u.category(chr(c)) == "Cn": continue
            if u.normalize("NFD", chr(c)) != chr(c): print(chr(c), u.normalize("NFD", chr(c)), sep="\t")
        for marks in itertools.permutations("\u0301\u0323\u0345\u0591"): print("a" + "".join(marks), u.normalize("NFD", "a" + "".join(marks)), sep="\t")
        """;

    [Fact]
    public async Task Composed_and_decomposed_names_have_one_key_by_pythons_tables()
    {
        var (status, output) = await TestProcess.RunAsync("python3", "-c", Script);
        status.ShouldBe(0);
        var pairs = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        pairs.Count.ShouldBeGreaterThan(13_000);
        foreach (var pair in pairs) CanonicalText.Key(pair[0]).ShouldBe(CanonicalText.Key(pair[1]), pair[0]);
    }

    [Fact]
    public void Different_names_have_different_keys()
    {
        string[] names = ["e", "é", "è", "ae", "æ", "o", "ø", "ß", "a\u0301\u0323", "a\u0301", "한", "하"];
        names.Select(CanonicalText.Key).Distinct().Count().ShouldBe(names.Length);
    }

    [Theory]
    [InlineData("a/b", "A/c")]
    [InlineData("a/b/c", "a/b")]
    [InlineData("\u00E9/x", "e\u0301/y")]
    [InlineData("\u00C9", "e\u0301")]
    public void Names_that_some_file_system_takes_for_one_collide(string first, string second)
    {
        foreach (var pair in new[] { new[] { first, second }, [second, first] })
            Should.Throw<InvalidInputException>(() => PathCollisions.Check(pair, "The bundle")).Code.ShouldBe("path_collision");
    }

    [Fact]
    public void Names_side_by_side_do_not_collide() => PathCollisions.Check(["a/b", "a/c", "a.b", "ab", "b/a", "a/d/e", "a/d/f"], "The bundle");
}
