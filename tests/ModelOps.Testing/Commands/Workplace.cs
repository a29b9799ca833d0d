using ModelOps.Testing.Folders;

namespace ModelOps.Testing.Commands;

/// <summary>
/// A folder in which one test runs the built <c>mops</c> as a user would, with its own local state and user folder. The program is
/// the launcher at the root of the source tree, or what the variable <c>MOPS</c> names.
/// </summary>
public sealed class Workplace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>An empty workplace.</summary>
    public Workplace()
    {
        Directory.CreateDirectory(_folder["project", ".modelops"]);
        Environment = new(StringComparer.Ordinal)
        {
            ["MODELOPS_HOME"] = _folder["home"],
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["SIMULATION_FN_REF"] = null,
            ["ADAPTIVE_STORAGE_DSN"] = null,
            ["PGHOST"] = null,
            ["MODELOPS_PYTHON"] = null,
        };
    }

    /// <summary>The program under test.</summary>
    public static string Mops { get; } = System.Environment.GetEnvironmentVariable("MOPS") is { Length: > 0 } named ? named : RepositoryTree.At("mops");

    /// <summary>The working directory of its commands.</summary>
    public string Project => _folder["project"];

    /// <summary>Variables of its commands; those that are null are removed.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>The path of a file or folder outside of the working directory.</summary>
    public string Outside(string name) => _folder[name];

    /// <summary>The path of a file or folder in the working directory.</summary>
    public string At(params string[] parts) => Path.Combine([Project, .. parts]);

    /// <summary>Writes a text file in the working directory.</summary>
    public void Write(string relative, string text) => _folder.Write(Path.Combine("project", relative), text);

    /// <summary>Runs mops to its end.</summary>
    public Task<CommandResult> MopsAsync(params string[] arguments) => RunAsync(Mops, arguments);

    /// <summary>Runs any program to its end.</summary>
    public async Task<CommandResult> RunAsync(string program, params string[] arguments)
    {
        using var running = Start(program, arguments);
        return await running.EndAsync();
    }

    /// <summary>Starts mops.</summary>
    public RunningCommand StartMops(params string[] arguments) => Start(Mops, arguments);

    /// <summary>Starts any program.</summary>
    public RunningCommand Start(string program, params string[] arguments) => RunningCommand.Start(program, arguments, Project, Environment);

    /// <summary>Every file below the working directory and the user's folder, with its size: what a command has written shows as a difference.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. from file in Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
           let size = File.Exists(file) ? new FileInfo(file).Length : -1
           orderby file
           select $"{Path.GetRelativePath(_folder.Path, file)} {size}",
    ];

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
