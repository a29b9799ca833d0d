namespace ModelOps.Execution.Workers;

/// <summary>How workers are started.</summary>
public sealed record WorkerOptions
{
    /// <summary>The variable that names the Python interpreter if no option does.</summary>
    public const string PythonVariable = "MODELOPS_PYTHON";

    /// <summary>
    /// The Python interpreter, 3.9 or later: a path, or a name on PATH. Default: the value of <c>MODELOPS_PYTHON</c>, else <c>python3</c>.
    /// </summary>
    public string Python { get; init; } = Environment.GetEnvironmentVariable(PythonVariable) is { Length: > 0 } named ? named : "python3";

    /// <summary>
    /// The program, with its arguments, that runs the worker for .NET models. Default: this program with the arguments
    /// <c>worker dotnet</c>, which must call <c>DotNetWorker.RunAsync</c>.
    /// </summary>
    public IReadOnlyList<string> DotNetHost { get; init; } = WorkerCommands.ThisProgram("worker", "dotnet");

    /// <summary>
    /// The program, with its arguments, that starts executables. Default: this program with the arguments <c>worker exec</c>, which
    /// must call <c>ExecutableWorker.RunAsync</c>.
    /// </summary>
    public IReadOnlyList<string> ExecutableHost { get; init; } = WorkerCommands.ThisProgram("worker", "exec");

    /// <summary>How long a worker may take to start and load the model, 2 minutes by default.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
