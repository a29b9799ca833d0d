using ModelOps.Bundles.Specs.Patterns;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Specs;

public sealed class GlobPatternTests
{
    private static readonly string[] Paths =
    [
        "a.py", "b.txt", "[x].py", "^.py", "src/a.py", "src/b/c.py", "src/b/d/e.py", "src/.hidden/f.py", ".env", "src/.g.py", "data/x.csv", "data/y1.csv", "data/deep/z.csv",
    ];

    private static readonly string[] Patterns =
    [
        "*.py", "**/*.py", "src/**", "src/**/*.py", "src/*", "src/*/c.py", "data/?.csv", "data/[xz].csv", "data/[!x]?.csv", "**", "data/y[0-9].csv", "src/.g.py",
        "src/**/d/*.py", "[[]x[]].py", "[!^].py", "[^].py", "no/such", "src/b/**/e.py", "./a.py", "*",
    ];

    [Fact]
    public async Task Choosing_patterns_agree_with_pythons_glob()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in Paths) folder.Write(path, "");
        const string script = """
            import glob, os, sys
            root, *patterns = sys.argv[1:]
            for pattern in patterns:
                found = glob.glob(os.path.join(glob.escape(root), pattern), recursive=True)
                print("|".join(sorted(os.path.normpath(os.path.relpath(f, root)) for f in found if os.path.isfile(f))))
            """;
        var (status, output) = await TestProcess.RunAsync("python3", ["-c", script, folder.Path, .. Patterns]);
        status.ShouldBe(0);
        var lines = output.Split('\n');
        for (var i = 0; i < Patterns.Length; i++)
            string.Join('|', Paths.Where(GlobPattern.Choosing(Patterns[i]).IsMatch).Order(StringComparer.Ordinal)).ShouldBe(lines[i], Patterns[i]);
    }

    [Theory]
    [InlineData("data/*.csv", "data/deep/z.csv", true)]
    [InlineData("**/__pycache__/**", "__pycache__/x", true)]
    [InlineData("**/__pycache__/**", "src/__pycache__/x", true)]
    [InlineData("*.log", ".hidden/a.log", true)]
    [InlineData("*.log", "a.log.txt", false)]
    [InlineData("data", "data/x", false)]
    public void Ruling_patterns_span_folders(string pattern, string path, bool matches) => GlobPattern.Ruling(pattern).IsMatch(path).ShouldBe(matches);
}
