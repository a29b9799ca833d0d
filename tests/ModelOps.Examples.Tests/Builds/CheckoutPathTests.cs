using System.Security.Cryptography;
using ModelOps.Examples.Tests.Programs;
using ModelOps.Testing.Folders;

namespace ModelOps.Examples.Tests.Builds;

/// <summary>The bytes of the example assembly are part of a study's identity, so they must not tell where they were built.</summary>
[Trait("Category", "Slow")]
public sealed class CheckoutPathTests
{
    private const string Project = "examples/influenza-1978/dotnet/Influenza1978.csproj";

    [Fact]
    public async Task Assembly_is_the_same_from_any_path_with_or_without_git()
    {
        using var folder = new TemporaryFolder();
        var plain = await BuildAsync(folder["a"]);
        Directory.CreateDirectory(folder["much", "longer path", ".git"]);
        folder.Write("much/longer path/.git/HEAD", "ref: refs/heads/main\n");
        folder.Write("much/longer path/.git/refs/heads/main", "3b18e512dba79e4c8300dd08aeb37f8e728b8dad\n");
        folder.Write("much/longer path/.git/config", "[remote \"origin\"]\n\turl = https://example.org/modelops.git\n");
        var underGit = await BuildAsync(folder["much", "longer path"]);
        underGit.ShouldBe(plain);
        HashesIn(Repository.Root).ShouldBe(plain);
    }

    private static async Task<string[]> BuildAsync(string checkout)
    {
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json" })
            Copy(Repository.At(name), Path.Combine(checkout, name));
        foreach (var part in new[] { "eng", "src/ModelOps.Model", "examples/influenza-1978/dotnet" })
        {
            foreach (var file in Directory.EnumerateFiles(Repository.At(part), "*", SearchOption.AllDirectories))
                Copy(file, Path.Combine(checkout, Path.GetRelativePath(Repository.Root, file)));
        }
        var result = await ProgramRun.OfAsync(
            "dotnet", ["build", Path.Combine(checkout, Project), "-nodeReuse:false", "-p:UseSharedCompilation=false"]);
        result.Status.ShouldBe(0, result.Output + result.Errors);
        return HashesIn(checkout);
    }

    private static string[] HashesIn(string checkout) => [.. new[] { "Influenza1978.dll", "Influenza1978.deps.json" }
        .Select(name => File.ReadAllBytes(Path.Combine(checkout, "examples", "influenza-1978", "bin", name)))
        .Select(bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)))];

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }
}
