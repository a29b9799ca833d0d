using System.Runtime.Versioning;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Bundles;

/// <summary>The program under the name <c>modelops-bundle</c>, in a workplace.</summary>
[UnsupportedOSPlatform("windows")]
internal static class TrackedProject
{
    private static readonly string Program = RepositoryTree.At("modelops-bundle");

    /// <summary>Runs a command in the workplace's project.</summary>
    public static Task<CommandResult> BundleAsync(this Workplace workplace, params string[] arguments) => workplace.RunAsync(Program, arguments);

    /// <summary>Starts a command in the workplace's project.</summary>
    public static RunningCommand StartBundle(this Workplace workplace, params string[] arguments) => workplace.Start(Program, arguments);

    /// <summary>Runs a line of a shell, in which <c>modelops-bundle</c> is on the path, in a folder of the workplace.</summary>
    public static Task<CommandResult> ShellAsync(this Workplace workplace, string folder, string line) =>
        workplace.RunAsync("sh", "-ec", $"PATH={RepositoryTree.Root}:$PATH; cd '{workplace.At(folder)}'; {line}");

    /// <summary>Reads a file of the workplace's project.</summary>
    public static string Read(this Workplace workplace, string path) => File.ReadAllText(workplace.At(path));

    /// <summary>Writes files of some size: many small ones and one large.</summary>
    public static void WriteTree(this Workplace workplace, char letter)
    {
        for (var i = 0; i < 300; i++) workplace.Write($"src/f{i:000}.txt", new string(letter, 2000 + i));
        workplace.Write("data/large.bin", new string(letter, 40 << 20));
    }
}
