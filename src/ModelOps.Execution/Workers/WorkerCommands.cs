using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Workers;

/// <summary>The programs that run each kind of entrypoint.</summary>
internal static class WorkerCommands
{
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

    /// <summary>What starts a worker for a binding.</summary>
    /// <exception cref="InvalidInputException">Code <c>unsupported_entrypoint</c>: nothing here runs this kind.</exception>
    public static ChildCommand For(ModelBinding binding, WorkerOptions options) => binding.Entrypoint.Kind switch
    {
        EntrypointKind.Python => Command([options.Python, PythonWorker()], binding.Root),
        EntrypointKind.DotNet => Command(options.DotNetHost, binding.Root),
        _ => throw new InvalidInputException(
            "unsupported_entrypoint",
            $"'{binding.Entrypoint}' is an executable, which this version does not run.",
            "Write a Python function (module:function) or a .NET type (path/Model.dll:Namespace.Type)."),
    };

    /// <summary>This program again, with other arguments.</summary>
    public static IReadOnlyList<string> ThisProgram(params string[] arguments)
    {
        var program = Environment.ProcessPath ?? "dotnet";
        var throughHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return throughHost ? [program, Environment.GetCommandLineArgs()[0], .. arguments] : [program, .. arguments];
    }

    private static ChildCommand Command(IReadOnlyList<string> command, string root) =>
        new(command[0], [.. command.Skip(1)]) { WorkingDirectory = root, Environment = Pinned };

    private static string PythonWorker()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "workers", "mops_worker.py");
        return File.Exists(path)
            ? path
            : throw new OutsideException("installation_incomplete", $"The Python worker '{path}' is missing.", "Install mops again.");
    }
}
