using System.Diagnostics;
using System.Runtime.Versioning;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Launcher;

/// <summary>A small source tree with the real launcher and a stand-in for <c>dotnet</c> that records what it is asked to do.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class LauncherTree : IDisposable
{
    // Publishes a "program" that prints the source and its arguments. While the file "hold" exists a build does not end.
    private const string Dotnet = """
        #!/bin/sh
        echo "$1" >>"$TREE_CALLS"
        case $1 in
            --list-runtimes)
                echo 'Microsoft.NETCore.App 10.0.1 [/nowhere/dotnet/shared/Microsoft.NETCore.App]' ;;
            publish)
                echo 'a line of the build'
                while [ -e "$TREE_CALLS.hold" ]; do sleep 0.01; done
                grep -q broken src/ModelOps.Cli/Program.cs && { echo 'error CS1002: ; expected'; exit 1; }
                mkdir artifacts/mops.new
                { echo '#!/bin/sh'; echo "echo '$(cat src/ModelOps.Cli/Program.cs)'"; echo 'for a in "$@"; do printf "<%s>" "$a"; done'; } >artifacts/mops.new/mops
                chmod +x artifacts/mops.new/mops ;;
            build)
                mkdir -p "$(dirname "$2")/../bin" && : >"$(dirname "$2")/../bin/Sir.dll" ;;
        esac
        """;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Lays out the tree.</summary>
    public LauncherTree()
    {
        Executable(_folder.Write("tools/dotnet", Dotnet));
        Directory.CreateDirectory(Root);
        File.Copy(Path.Combine(Repository, "mops"), At("mops"));
        foreach (var file in new[] { "workers/worker.py", "k8s/trainer-minimal.yaml", "eng/BannedSymbols.txt", ".editorconfig", "global.json", "Directory.Build.props", "Directory.Packages.props", "src/ModelOps.Cli/Other.cs", "examples/sir/dotnet/Sir.csproj" })
            Write(file, "");
        Write("src/ModelOps.Cli/Program.cs", "one");
    }

    /// <summary>Where the tree lies; its path has a blank.</summary>
    public string Root => _folder["a tree"];

    private string Calls => _folder["calls"];

    private static string Repository { get; } = FindRepository();

    /// <summary>A path in the tree.</summary>
    public string At(string relative) => Path.Combine(Root, relative);

    /// <summary>Writes a source.</summary>
    public void Write(string relative, string text) => _folder.Write($"a tree/{relative}", text);

    /// <summary>How often the tool was published.</summary>
    public int Builds() => File.Exists(Calls) ? File.ReadLines(Calls).Count(call => call == "publish") : 0;

    /// <summary>Makes builds wait.</summary>
    public void Hold() => File.WriteAllText(Calls + ".hold", "");

    /// <summary>Lets builds go on.</summary>
    public void Release() => File.Delete(Calls + ".hold");

    /// <summary>Starts the launcher by a path.</summary>
    /// <param name="program">The path of the launcher, or of a link to it.</param>
    /// <param name="dotnet">Whether there is a dotnet on PATH.</param>
    /// <param name="arguments">The arguments.</param>
    public Process Start(string program, bool dotnet, params string[] arguments)
    {
        var process = new Process
        {
            StartInfo = new(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = _folder.Path,
            },
        };
        process.StartInfo.Environment.Remove("HOME");
        process.StartInfo.Environment["PATH"] = (dotnet ? _folder["tools"] + ":" : "") + WithoutDotnet();
        process.StartInfo.Environment["TREE_CALLS"] = Calls;
        process.Start();
        return process;
    }

    /// <summary>Runs the launcher to its end.</summary>
    public async Task<(int Status, string Out, string Error)> RunAsync(string? program = null, bool dotnet = true, params string[] arguments)
    {
        using var process = Start(program ?? At("mops"), dotnet, arguments);
        return await EndAsync(process);
    }

    /// <summary>Waits for a launcher's end.</summary>
    public static async Task<(int Status, string Out, string Error)> EndAsync(Process process)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output, await error);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Release();
        _folder.Dispose();
    }

    // A folder of links to the few programs that the launcher needs: the machine's PATH may well have a dotnet.
    private string WithoutDotnet()
    {
        var bare = _folder["bare"];
        if (Directory.Exists(bare)) return bare;
        Directory.CreateDirectory(bare);
        foreach (var name in new[] { "sh", "find", "sort", "tr", "xargs", "cksum", "sed", "grep", "cat", "chmod", "cp", "dirname", "mkdir", "mv", "readlink", "rm", "sleep", "tail", "touch", "flock" })
        {
            var real = new[] { "/usr/bin", "/bin", "/usr/local/bin" }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
            if (real is not null) File.CreateSymbolicLink(Path.Combine(bare, name), real);
        }
        return bare;
    }

    private static void Executable(string path) => File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ModelOps.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
