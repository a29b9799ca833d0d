using System.Runtime.Versioning;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;

namespace ModelOps.EndToEnd.Tests.PushedBundles;

/// <summary>Workplaces with a bundle spec.</summary>
[UnsupportedOSPlatform("windows")]
internal static class BundlePlaces
{
    private const string Spec = """
        bundle:
          name: tree
          version: "1.0"
          layers:
            - {name: code, paths: ["src/**"]}
            - {name: data, paths: ["data/**"]}
          roles: {default: [code, data], runtime: [code]}

        """;

    private const int LargeBytes = 24 << 20;

    /// <summary>The default registry of a workplace's commands.</summary>
    public static Workplace WithRegistry(this Workplace workplace, DockerRegistry registry)
    {
        workplace.Environment["MODELOPS_REGISTRY_URL"] = registry.Host;
        workplace.Environment["MODELOPS_REGISTRY_REPO"] = "team";
        return workplace;
    }

    /// <summary>Writes a tree of small and large files with its spec, always of the same content.</summary>
    /// <param name="workplace">Where.</param>
    /// <param name="backwards">Whether the files are made in the opposite order.</param>
    public static Workplace WithTree(this Workplace workplace, bool backwards = false)
    {
        var files = Enumerable.Range(0, 300).Select(i => ($"src/{i % 7}/m{i}.py", $"{i} ".PadRight(i * 5, 'x')))
            .Append(("src/ünïcode — ja.py", "1")).Append(("src/a", "1")).Append(("src/a-b", "2")).Append(("src/a.d/x", "3"))
            .Append(("data/large.bin", string.Concat(Enumerable.Range(0, LargeBytes / 8).Select(i => $"{i:D7}\n"))));
        foreach (var (path, text) in backwards ? files.Reverse() : files) workplace.Write(path, text);
        File.SetUnixFileMode(workplace.At("src", "a"), (UnixFileMode)0b111_101_101);
        workplace.Write(".mops-bundle.yaml", Spec);
        return workplace;
    }

    /// <summary>Pushes the project, and gives the manifest digest.</summary>
    public static async Task<string> PushAsync(this Workplace workplace)
    {
        var pushed = (await workplace.MopsAsync("bundle", "push", "--json")).Json();
        return pushed.Text("manifest_digest");
    }

    /// <summary>The files of a folder that nobody finished: temporary names.</summary>
    public static IEnumerable<string> Leftovers(string folder) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path).StartsWith(".mops-", StringComparison.Ordinal) && Path.GetExtension(path) is ".tmp" or ".import");
}
