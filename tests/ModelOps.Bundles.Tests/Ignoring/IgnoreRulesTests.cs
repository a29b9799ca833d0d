using FsCheck.Fluent;
using ModelOps.Bundles.Ignoring;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Ignoring;

public sealed class IgnoreRulesTests
{
    private static readonly string[] Tree =
    [
        "a", "b.txt", "a.log", "A", "dir/x.txt", "dir/a", "dir/sub/y.log", "dir/sub/keep.log", "foo/bar/baz.c", "foo/bar/a", "build/o.o", ".hidden/z", "sp ace.txt",
        "x[1].txt", "#c", "!imp", "data/raw/a.csv", "data/raw/b.csv", "data/clean/a.csv", "deep/foo/bar/q", "a.txt~", "é.txt", "trailing ", "tab\t", "q1-x", "]",
    ];

    // Patterns that gitignore(5) explains, that people write, or that other matchers get wrong.
    public static TheoryData<string> Patterns =>
    [
        "*.log", "*.log\n!keep.log", "/*\n!/foo\n/foo/*\n!/foo/bar", "dir/", "dir/*", "dir/**", "**/a", "a/", "/a", "foo/**/a", "**/bar/**", "**/foo/bar",
        "foo/bar", "!a\na", "*\n!*/\n!*.csv", "data/*\n!data/clean", "data/\n!data/clean", "data/raw/*.csv\n!data/raw/b.csv", "\\#c", "\\!imp", "#c", "sp ace.txt",
        "*.txt ", "x[1].txt", "x\\[1\\].txt", "[a-b]*", "[!a]*", "[^a]*", "?", "??.txt", "*.[ct]*", "", "  a", "a/**/b", "foo/*/a", "*/a", "/dir/sub/", "sub/", "sub/*",
        ".*", "**", "*.csv\n!raw/", "foo*", "*~", "dir/**/y.log", "/**/a", "foo//bar", "[[:alpha:]]", "[[:upper:]a]", "[[:digit:", "[[:nope:]]", "q[[:digit:]]-[x-z]",
        "b.t[^z]t", "x[1", "a\\", "dir/\\*", "!", "/", "trailing\\ ", "trailing ", "tab\t", "/*foo", "/?.txt", "b**", "**o/bar", "***/a", "a\r\nb.txt\r", "[]]", "[]-a]", "[a-]*",
        "\uFEFFa", "é.txt", "[é].txt", "dir/sub/..", "./a", "*/", "/*/", "!*/\n*", "foo/**/**/a", "[!]a]*", "\\a", "[\\]]", "d*r/s*b/*", "**/**/baz.c", "[a-c-z]*",
        "***\\/**.log", "**\\/a", "foo/**\\/a", "**\\/b.txt",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task Pattern_excludes_what_git_excludes(string rules)
    {
        using var folder = await GitFolderAsync();
        Kept(rules).ShouldBe(await GitKeepsAsync(folder, rules));
    }

    [Fact]
    public async Task Random_patterns_exclude_what_git_excludes()
    {
        using var folder = await GitFolderAsync();
        var part = Gen.Elements("a", "b", "*", "**", "/", "?", "dir", "sub", "foo", "bar", ".log", ".txt", "[a-z]", "data", "!", "raw", "**/", "/**", "/*", "\\", "[!x]");
        var line = part.NonEmptyListOf().Select(parts => string.Concat(parts.Take(5)));
        var file = line.NonEmptyListOf().Select(lines => string.Join('\n', lines.Take(3)));
        foreach (var rules in file.Sample(20, 150)) Kept(rules).ShouldBe(await GitKeepsAsync(folder, rules), $"rules: {rules}");
    }

    [Fact]
    public void Hostile_pattern_takes_no_exponential_time()
    {
        var rules = IgnoreRules.Parse(string.Concat(Enumerable.Repeat("*a", 50)) + "b");
        rules.Excludes(new string('a', 5_000), isFolder: false).ShouldBeFalse();
    }

    // What our walk keeps: nothing in an excluded folder is looked at.
    private static IEnumerable<string> Kept(string text)
    {
        var rules = IgnoreRules.Parse(text);
        return Tree.Where(path => !Folders(path).Any(folder => rules.Excludes(folder, isFolder: true)) && !rules.Excludes(path, isFolder: false))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1)) yield return path[..slash];
    }

    private static async Task<TemporaryFolder> GitFolderAsync()
    {
        var folder = new TemporaryFolder();
        foreach (var path in Tree) folder.Write(path, "");
        (await TestProcess.RunAsync("git", "init", "-q", folder.Path)).Status.ShouldBe(0);
        return folder;
    }

    private static async Task<IEnumerable<string>> GitKeepsAsync(TemporaryFolder folder, string rules)
    {
        await File.WriteAllTextAsync(folder[".git", "info", "exclude"], rules + "\n");
        var (status, output) = await TestProcess.RunAsync(
            "git", "-C", folder.Path, "-c", "core.excludesFile=/dev/null", "-c", "core.ignoreCase=false", "ls-files", "--others", "--exclude-standard", "-z");
        status.ShouldBe(0);
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
    }
}
