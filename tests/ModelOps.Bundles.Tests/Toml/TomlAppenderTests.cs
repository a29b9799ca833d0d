using ModelOps.Bundles.Toml;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Tests.Toml;

public sealed class TomlAppenderTests
{
    private static readonly string[] Path = ["tool", "modelops-bundle", "models"];

    private static readonly KeyValuePair<string, object>[] Model =
        [new("id", "m.é:\"X\""), new("class", "m:X\\"), new("files", new[] { "m/**/*.py", "a" })];

    private static readonly KeyValuePair<string, object>[] Second = [new("id", "second")];

    public static TheoryData<string> Documents =>
    [
        "", "# only a comment", "[project]\nname = 'x'\n", "[project]\nname = 'x'", "[tool.modelops-bundle]\n", "[tool.modelops-bundle]\n\n# about it\n\n[tool.other]\nx = 1 # keep\n",
        "[tool.modelops-bundle]\r\nx = 1\r\n\r\n[z]\r\ny = 2\r\n", "[[tool.modelops-bundle.models]]\nid = 'a'\n\n[build]\nx = 1\n", "[tool.modelops-bundle]\nmodels = []\n[z]\n",
        "[tool.modelops-bundle]\nmodels = [ {id = 'a'} ]\n", "[tool.modelops-bundle]\nmodels = [\n  {id = 'a'}, # first\n  # more\n]\nafter = 1\n", "[tool]\nmodelops-bundle.models = [{id = 'a'}]\n",
        "tool.modelops-bundle.models = [\n]\n", "[tool.modelops-bundle.other]\nx = 1\n[z]\n[tool.modelops-bundle]\ny = 1 # last", "[tool]\n  [tool.modelops-bundle]\n  x = 1\n\t\n  [[tool.modelops-bundle.models]]\n  id = 'a'\n  [tool.modelops-bundle.models.more]\n  y = 1\n",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Appended_tables_are_the_only_change(string text)
    {
        var document = TomlDocument.Parse(text, "x.toml");
        var before = (document.Root.Find(Path) as TomlArray)?.Items.Count ?? 0;
        var edited = TomlAppender.Append(document, Path, [Model, Second]);
        IsKept(text, edited).ShouldBeTrue(edited);
        var read = (await PythonToml.ReadAsync([text, edited]))!;
        read[1].ShouldNotBeNull(edited);
        PythonToml.Tagged(TomlDocument.Parse(edited, "x.toml").Root).ToJsonString().ShouldBe(read[1]!.ToJsonString());
        var models = read[1]!["tool"]!["modelops-bundle"]!["models"]!.AsArray();
        models.Count.ShouldBe(before + 2);
        models[before]!.ToJsonString().ShouldBe(PythonToml.Tagged(TomlDocument.Parse("class = 'm:X\\'\nfiles = ['m/**/*.py', 'a']\nid = 'm.é:\"X\"'", "x").Root).ToJsonString());
        // Without the new tables everything is as before.
        while (models.Count > before) models.RemoveAt(models.Count - 1);
        if (read[0]!["tool"]?["modelops-bundle"]?["models"] is not null) read[1]!.ToJsonString().ShouldBe(read[0]!.ToJsonString());
        if (text.Contains("\r\n", StringComparison.Ordinal)) edited.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
    }

    [Fact]
    public void Tables_follow_the_section_that_they_belong_to()
    {
        const string text = "[tool.modelops-bundle]\nx = 1\n\n# about z\n[z]\ny = 2\n";
        TomlAppender.Append(TomlDocument.Parse(text, "x"), Path, [Second])
            .ShouldBe("[tool.modelops-bundle]\nx = 1\n\n[[tool.modelops-bundle.models]]\nid = \"second\"\n\n# about z\n[z]\ny = 2\n");
    }

    [Fact]
    public void Nothing_to_append_changes_nothing() => TomlAppender.Append(TomlDocument.Parse("a = 1", "x"), Path, []).ShouldBe("a = 1");

    [Theory]
    [InlineData("tool = {modelops-bundle = {}}")]
    [InlineData("[tool]\nmodelops-bundle = {x = 1}")]
    [InlineData("[tool.modelops-bundle]\nmodels = 1")]
    [InlineData("[tool.modelops-bundle.models]\nid = 1")]
    [InlineData("tool = 1")]
    public void What_can_not_be_added_to_is_told(string text) =>
        Should.Throw<InvalidInputException>(() => TomlAppender.Append(TomlDocument.Parse(text, "x.toml"), Path, [Second])).Code.ShouldBe("toml_not_appendable");

    // All of the old text, in one or two pieces.
    private static bool IsKept(string text, string edited) =>
        Enumerable.Range(0, text.Length + 1).Any(at => edited.StartsWith(text[..at], StringComparison.Ordinal) && edited.EndsWith(text[at..], StringComparison.Ordinal));
}
