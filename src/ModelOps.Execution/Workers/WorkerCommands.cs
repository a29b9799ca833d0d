using System.Globalization;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Workers;

/// <summary>The programs that run each kind of entrypoint.</summary>
internal static class WorkerCommands
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "workers");

    // As many workers run as there are cores: a numeric library that starts threads of its own would only slow the others down,
    // and a reduction split among threads differs from run to run. Python's hashes and bytecode files must not differ either.
    private static readonly Dictionary<string, string> Pinned = new(StringComparer.Ordinal)
    {
        ["OMP_NUM_THREADS"] = "1",
        ["OPENBLAS_NUM_THREADS"] = "1",
        ["MKL_NUM_THREADS"] = "1",
        ["NUMEXPR_NUM_THREADS"] = "1",
        ["VECLIB_MAXIMUM_THREADS"] = "1",
        ["POLARS_MAX_THREADS"] = "1",
        ["PYTHONDONTWRITEBYTECODE"] = "1",
        ["PYTHONHASHSEED"] = "0",
    };

    // A program may print numbers and times, and sort, as the user's language and place have it.
    private static readonly Dictionary<string, string> PinnedPrograms = new(Pinned, StringComparer.Ordinal) { ["LC_ALL"] = "C.UTF-8", ["TZ"] = "UTC" };

    /// <summary>What starts a worker for a binding.</summary>
    /// <param name="binding">What the worker is to run.</param>
    /// <param name="options">How workers are started.</param>
    /// <param name="memoryBytes">The most memory that the worker may use, or <see langword="null"/>.</param>
    public static ChildCommand For(ModelBinding binding, WorkerOptions options, long? memoryBytes = null) => binding.Entrypoint.Kind switch
    {
        EntrypointKind.Python => Command([options.Python, Script("mops_worker.py")], binding.Root, EnvironmentOf(binding.Entrypoint.Kind, memoryBytes)),
        EntrypointKind.DotNet => Command(options.DotNetHost, binding.Root, EnvironmentOf(binding.Entrypoint.Kind, memoryBytes)),
        _ => Command(options.ExecutableHost, binding.Root, EnvironmentOf(binding.Entrypoint.Kind, memoryBytes)),
    };

    /// <summary>The variables that pin what a worker of a kind computes.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(EntrypointKind kind, long? memoryBytes) => kind switch
    {
        EntrypointKind.DotNet when memoryBytes is { } limit => Limited(limit),
        EntrypointKind.Executable => PinnedPrograms,
        _ => Pinned,
    };

    /// <summary>This program again, with other arguments.</summary>
    public static IReadOnlyList<string> ThisProgram(params string[] arguments)
    {
        var program = Environment.ProcessPath ?? "dotnet";
        var throughHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return throughHost ? [program, Environment.GetCommandLineArgs()[0], .. arguments] : [program, .. arguments];
    }

    /// <summary>The path of a Python program that the tool brings.</summary>
    /// <exception cref="OutsideException">Code <c>installation_incomplete</c>: it is not there.</exception>
    public static string Script(string name)
    {
        var path = Path.Combine(Shipped, name);
        return File.Exists(path)
            ? path
            : throw new OutsideException("installation_incomplete", $"The Python program '{path}' is missing.", "Install mops again.");
    }

    /// <summary>Whether Python code is the tool's own, such as the object that runs Optuna's samplers.</summary>
    public static bool IsShipped(Entrypoint code) => Directory.Exists(Path.Combine(Shipped, code.Container));

    /// <summary>Starts what runs a worker, or another program of the interpreter.</summary>
    /// <exception cref="OutsideException">Code <c>python_not_found</c> or <c>program_not_started</c>.</exception>
    public static ChildProcess Start(ChildCommand command, WorkerOptions options)
    {
        try
        {
            return ChildProcess.Start(command);
        }
        catch (OutsideException fault) when (fault.Code == "program_not_found" && command.Program == options.Python)
        {
            throw new OutsideException(
                "python_not_found",
                $"The Python interpreter '{options.Python}' is not found.",
                $"Install Python 3.9 or later, or set {WorkerOptions.PythonVariable} to the path of an interpreter.",
                inner: fault);
        }
    }

    private static ChildCommand Command(IReadOnlyList<string> command, string root, IReadOnlyDictionary<string, string> environment) =>
        new(command[0], [.. command.Skip(1)]) { WorkingDirectory = root, Environment = environment };

    // The runtime reads its limit before it runs any code; the number is hexadecimal.
    private static Dictionary<string, string> Limited(long memoryBytes) =>
        new(Pinned, StringComparer.Ordinal) { ["DOTNET_GCHeapHardLimit"] = memoryBytes.ToString("x", CultureInfo.InvariantCulture) };
}
