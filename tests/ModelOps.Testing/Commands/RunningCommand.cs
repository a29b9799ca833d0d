using System.Diagnostics;
using System.Text;
using Xunit;

namespace ModelOps.Testing.Commands;

/// <summary>A command that runs, leader of its own session and process group.</summary>
public sealed class RunningCommand : IDisposable
{
    private const int SignalStatus = 128;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly string _commandLine;
    private readonly StringBuilder _errors = new();
    private readonly Task<string> _output;
    private readonly Task _errorsRead;

    private RunningCommand(Process process, string commandLine)
    {
        (_process, _commandLine) = (process, commandLine);
        Id = process.Id;
        _output = process.StandardOutput.ReadToEndAsync();
        _errorsRead = ReadErrorsAsync(process.StandardError);
    }

    /// <summary>Its process id, which is that of its group as well.</summary>
    public int Id { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it has written to standard error so far.</summary>
    public string ErrorsSoFar
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">A path, or a name on PATH.</param>
    /// <param name="arguments">Each as it is.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Variables to set; those that are null are removed.</param>
    public static RunningCommand Start(
        string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string?> environment)
    {
        // setsid and env become the program itself, so that all have one process id. What a script starts in the background ignores
        // Ctrl-C, and so would the program.
        var start = new ProcessStartInfo("setsid", ["env", "--default-signal=INT", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        process.Start();
        process.StandardInput.Close();
        return new(process, string.Join(' ', [program, .. arguments]));
    }

    /// <summary>Sends what Ctrl-C sends, to the command alone.</summary>
    public void Interrupt() => Signals.Send(Id, Signals.Interrupt);

    /// <summary>Sends what a cluster sends to end a container, to the command alone.</summary>
    public void Terminate() => Signals.Send(Id, Signals.Terminate);

    /// <summary>Stops the command and every process below it, as a machine that is frozen.</summary>
    public void Pause() => SendAll(Signals.Stop);

    /// <summary>Ends <see cref="Pause"/>.</summary>
    public void Continue() => SendAll(Signals.Continue);

    /// <summary>Ends the command with <c>kill -9</c>, and nothing else.</summary>
    public void KillAlone() => Signals.Send(Id, Signals.Kill);

    /// <summary>Ends the command and every process that it has started, and that these have, with <c>kill -9</c>.</summary>
    public void KillAll() => SendAll(Signals.Kill);

    /// <summary>Its end. A command that hasn't ended after five minutes is killed, and the test fails.</summary>
    public async Task<CommandResult> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            var output = await _output.WaitAsync(limit.Token);
            await _errorsRead.WaitAsync(limit.Token);
            return new(_commandLine, _process.ExitCode, output, ErrorsSoFar);
        }
        catch (OperationCanceledException late) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"'{_commandLine}' has not ended after {Limit}. It said: {ErrorsSoFar}", late);
        }
    }

    /// <summary>The end of a command that was killed.</summary>
    public async Task KilledAsync()
    {
        var result = await EndAsync();
        result.Expect(SignalStatus + Signals.Kill);
    }

    /// <summary>Kills what is left of it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) KillAll();
        _process.Dispose();
    }

    private void SendAll(int signal)
    {
        var groups = ProcessTable.GroupsBelow(Id);
        foreach (var group in groups.Append(Id)) Signals.Send(-group, signal);
    }

    private async Task ReadErrorsAsync(StreamReader errors)
    {
        var buffer = new char[4096];
        for (var read = await errors.ReadAsync(buffer); read > 0; read = await errors.ReadAsync(buffer))
        {
            lock (_errors) _errors.Append(buffer, 0, read);
        }
    }
}
