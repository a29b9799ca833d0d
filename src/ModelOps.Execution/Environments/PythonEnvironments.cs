using System.Collections.Concurrent;
using System.Text.Json;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Environments;

/// <summary>
/// The virtual environments for the packages that bundles name, each installed once and kept: by <c>uv</c> if it is on PATH, otherwise by
/// <c>pip</c>. The work is done by <c>workers/mops_environment.py</c> in the interpreter itself, as it is on a cluster's hosts.
/// </summary>
/// <param name="cache">The folder that holds them; made when the first is needed.</param>
/// <param name="note">Is told when packages are installed, which may take minutes.</param>
public sealed class PythonEnvironments(string cache, Action<string>? note = null)
{
    private static readonly string[] Sources = ["uv.lock", "requirements.txt", "pyproject.toml"];

    private readonly ConcurrentDictionary<Digest, WorkerOptions> _known = new();

    /// <summary>Whether code may need packages that its interpreter lacks.</summary>
    public static bool MayNeed(ModelBinding code) =>
        code is { Environment: ModelEnvironment.Bundle, Entrypoint.Kind: EntrypointKind.Python }
        && !WorkerCommands.IsShipped(code.Entrypoint)
        && Sources.Any(name => File.Exists(Path.Combine(code.Root, name)));

    /// <summary>The options with the interpreter that has the packages that the code's bundle names.</summary>
    /// <param name="code">The code.</param>
    /// <param name="options">How its worker is started otherwise.</param>
    /// <param name="cancellationToken">Ends the installation.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_requirements</c>: the file that names them can't be read.</exception>
    /// <exception cref="OutsideException">
    /// Code <c>environment_failed</c> (the end of what the installer said is in the message), <c>uv_missing</c>, <c>storage_failed</c> or <c>python_not_found</c>.
    /// </exception>
    public async Task<WorkerOptions> ForAsync(ModelBinding code, WorkerOptions options, CancellationToken cancellationToken)
    {
        if (!MayNeed(code)) return options;
        if (_known.TryGetValue(code.Content, out var known)) return known;
        var answer = await AskAsync(code, options, cancellationToken);
        if (answer.Error is { } error)
        {
            throw error == "invalid_requirements"
                ? new InvalidInputException(error, answer.Message!, answer.Remedy)
                : new OutsideException(error, $"The packages of the bundle can't be installed: {answer.Message}", answer.Remedy);
        }
        return _known[code.Content] = answer.Python is { } python ? options with { Python = python } : options;
    }

    private async Task<EnvironmentAnswer> AskAsync(ModelBinding code, WorkerOptions options, CancellationToken cancellationToken)
    {
        var script = WorkerCommands.Script("mops_environment.py");
        using var child = WorkerCommands.Start(new(options.Python, [script, code.Root, code.Content.ToString(), cache]), options);
        using var lines = new StreamReader(child.Output);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            var answer = JsonSerializer.Deserialize(line, EnvironmentJson.Default.EnvironmentAnswer)!;
            if (answer.Installing is not { } file) return answer;
            note?.Invoke($"Installing the packages of {file}");
        }
        await child.ErrorsDrained.WaitAsync(cancellationToken);
        throw new OutsideException("environment_failed", $"'{options.Python}' ended before the packages of the bundle were installed. It said:\n{child.ErrorTail.Trim()}");
    }
}
