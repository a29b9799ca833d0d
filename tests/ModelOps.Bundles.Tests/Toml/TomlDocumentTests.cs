using System.Text.Json.Nodes;
using ModelOps.Bundles.Toml;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Tests.Toml;

public sealed class TomlDocumentTests
{
    // The pieces of TOML's grammar, right and wrong ones.
    private static readonly string[] Statements =
    [
        "a = 1", "b = 'x'", "a.b = 2", "a.c.d = 3", "c = [1, 2]", "c = { x = 1, y.z = 2 }", "d = {}", "e = []", "[a]", "[a.b]", "[a.b.c]", "[[a]]", "[[a.b]]", "[[c]]", "[c]", "[d]",
        "[[d]]", "\"a\" = 1", "'a b' = 1", "[ a . \"b\" ]", "x = \"\"\"\nq\\\n   r\"\"\"", "y = '''\n''it'''''", "# comment", "", "z = 1 # c", "c.x = 1", "e = [ {a = 1}, # c\n {a = 2},\n ]",
        "[[e]]", "a.b.c.d = 1", "t = [[1], ['a', true]]", "u = {a = {b = 1}, a.c = 2}", "v = {a.b = 1, a.c = 2}", "a = {b.c = 1}", "[tool.x]", "tool.x.y = 1", "[tool]", "x.y = 1\nx.z = 2",
    ];

    private static readonly string[] Values =
    [
        "0", "+0", "-17", "1_000", "1__0", "_1", "1_", "01", "0x1F", "0xdead_beef", "0o17", "0o8", "0b101", "0B1", "9223372036854775807", "-9223372036854775808", "1.5", "-0.0", "1e3", "1E+0_3",
        "1.", ".5", "1.e2", "6.626e-34", "1e400", "inf", "-inf", "+nan", "nan", "Inf", "true", "True", "false", "1979-05-27", "1979-02-30", "1979-05-27T07:32:00", "1979-05-27 07:32:00Z",
        "1979-05-27t07:32:00.123456789-07:30", "1979-05-27T07:32", "07:32:00", "07:32:00.5", "24:00:00", "1979-05-27T07:32:00+24:00", "0000-01-01", "1979-05-27 ", "00:00:00.000", "\"a\\tb\\u00e9\\U0001F600\"",
        "\"\\ud800\"", "\"\\x41\"", "\"\\q\"", "\"un\nclosed\"", "'C:\\x'", "'it''s'", "\"\"", "\"\"\"a\"\"\"\"\"", "\"\"\"a\"\"\"\"\"\"", "'''a''''", "\"tab\there\"", "\"ctrl\u0001\"", "\"del\u007f\"", "\"\"\"\r\nx\r\ny\"\"\"",
        "\"\"\"a \\   \n\n   b\"\"\"", "\"\"\"a \\ b\"\"\"", "[1,,2]", "[1 2]", "[,]", "[1,]", "[", "{a = 1", "{a}", "{,}", "{a = 1, a = 2}", "{a.b = 1, a = 2}", "", "x", "1 2", "#", "=", "\"é\u2028\"", "-", "+", "1979-05-27T07:32:00.Z", "--1",
    ];

    private static readonly string[] Keys = ["k", "1", "-", "é", "\"é\"", "a..b", ".a", "a.", "a b", "\"\"", "''.x", "\"\"\"k\"\"\"", "k.1.2", "a\t.\tb", "\"a\\nb\"", ""];

    [Fact]
    public async Task Pieces_of_the_grammar_are_read_as_python_reads_them()
    {
        string[] texts =
        [
            .. Values.Select(value => $"k = {value}\nl = 1"),
            .. Values.Select(value => $"k = [{value}, {value}]"),
            .. Values.Where(value => !value.Contains('\n', StringComparison.Ordinal)).Select(value => $"k = {{v = {value}, w = 1}}"),
            .. Keys.Select(key => $"{key} = 1"),
            .. Keys.Select(key => $"[{key}]\nx = 1"),
            .. Keys.Select(key => $"[[{key}]]\nx = 1"),
            "a = 1\r\nb = 2\r\n", "a = 1\rb = 2", "a = 1 # \u0001", "[a] x", "[a\n]", "[ [a]]", "[[a] ]", "a = 1 b = 2", "\ufeffa = 1", "[[a]]\n[a.b]\nx=1\n[[a]]\n[a.b]\nx=2",
        ];
        await AgreeAsync(texts);
    }

    [Fact]
    public async Task Documents_of_random_statements_are_read_as_python_reads_them() =>
        await AgreeAsync([.. Enumerable.Range(0, 4000).Select(i => string.Join('\n', Draws(i, 2 + (i % 6)).Select(draw => Statements[draw % Statements.Length])))]);

    [Fact]
    public async Task Mutated_documents_are_read_as_python_reads_them()
    {
        const string text = "[project]\nname = \"x\" # é\nversion = '1'\nn = [1, 2.5, 1979-05-27]\n\n[tool.a]\nb = { c = \"d\", e.f = true }\n\n[[tool.m]]\nid = \"\"\"\n  a\\\n  b\"\"\"\n[[tool.m]]\nid = 2\n";
        const string alphabet = "=[]{}\"'.,#\n \\ax1-";
        await AgreeAsync([.. Enumerable.Range(0, 3000).Select(i => Mutated(text, alphabet, Draws(i, 4))).Where(IsTomlOne)]);
    }

    [Fact]
    public void Inline_tables_may_span_lines()
    {
        var document = TomlDocument.Parse("""
            [tool.modelops-bundle]
            models = [
                {
                    id = "models.sir:SIRModel",
                    class = "models.sir:SIRModel", # the class
                    files = ["models/**/*.py"],
                }
            ]
            """, "pyproject.toml");
        var model = ((TomlArray)document.Root.Find("tool", "modelops-bundle", "models")!).Items.ShouldHaveSingleItem().ShouldBeOfType<TomlTable>();
        (model.Keys.Count, model["class"], ((TomlArray)model["files"]!).Items.ShouldHaveSingleItem(), model.LineOf("files")).ShouldBe((3, "models.sir:SIRModel", "models/**/*.py", 6));
    }

    [Theory]
    [InlineData("a = 1\nb = ", "x.toml:2: not valid TOML: a value is missing.")]
    [InlineData("a = 1\n\n[a]", "x.toml:3: not valid TOML: 'a' is defined twice.")]
    [InlineData("a = 9223372036854775808", "x.toml:1: not valid TOML: 9223372036854775808 has more than 64 bits.")]
    [InlineData("a = 1\na = 2", "x.toml:2: not valid TOML: the key 'a' is there twice.")]
    public void Fault_names_its_line(string text, string message) =>
        Should.Throw<InvalidInputException>(() => TomlDocument.Parse(text, "x.toml")).Message.ShouldBe(message);

    [Fact]
    public void Deep_nesting_is_refused() =>
        Should.Throw<InvalidInputException>(() => TomlDocument.Parse("a = " + new string('[', 100_000), "x.toml")).Message.ShouldContain("nested more than 100 levels deep");

    private static async Task AgreeAsync(string[] texts)
    {
        var answers = await PythonToml.ReadAsync(texts);
        answers.Count.ShouldBe(texts.Length);
        answers.Count(answer => answer is null).ShouldBeInRange(1, texts.Length - 1);
        for (var i = 0; i < texts.Length; i++)
            (Read(texts[i])?.ToJsonString() ?? "null").ShouldBe(answers[i]?.ToJsonString() ?? "null", texts[i]);
    }

    private static JsonNode? Read(string text)
    {
        try
        {
            return PythonToml.Tagged(TomlDocument.Parse(text, "text").Root);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    // Ends of lines and commas at the end of inline tables are what we allow beyond TOML 1.0.
    private static bool IsTomlOne(string text)
    {
        var (open, close) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        return open < 0 || close < open || !text[open..close].Contains('\n', StringComparison.Ordinal) && !text[open..close].TrimEnd().EndsWith(',');
    }

    private static string Mutated(string text, string alphabet, int[] draws)
    {
        var at = draws[0] % text.Length;
        var character = alphabet[draws[1] % alphabet.Length].ToString();
        return (draws[2] % 3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, character),
            _ => text.Remove(at, 1).Insert(at, character),
        };
    }

    // Chance that is the same everywhere.
    private static int[] Draws(int seed, int count)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(seed));
        return [.. Enumerable.Range(0, count).Select(i => BitConverter.ToUInt16(hash, i * 2) + 0)];
    }
}
