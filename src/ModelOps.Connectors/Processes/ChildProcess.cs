using System.ComponentModel;
using System.Diagnostics;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Processes;

/// <summary>
/// A running child process whose input and output are pipes of ours and whose error output is drained, the end of it kept.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private const int ErrorTailBytes = 16 * 1024;
    private const int DrainStackBytes = 256 * 1024;

    private readonly Process _process;
    private readonly OutputTail _errors = new(ErrorTailBytes);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        Exit = AwaitExitAsync(process);
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        var errors = process.StandardError.BaseStream;
        // A thread of its own: a blocked read would take one from the pool for as long as the child lives.
        new Thread(() => Drain(errors), DrainStackBytes) { IsBackground = true, Name = $"stderr of {Id}" }.Start();
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>What is written here the child reads on its standard input.</summary>
    public Stream Input { get; }

    /// <summary>What the child writes on its standard output.</summary>
    public Stream Output { get; }

    /// <summary>The last 16 KiB of the child's standard error.</summary>
    public string ErrorTail => _errors.ToString();

    /// <summary>
    /// Completes when the process has ended, with its exit status; 128 plus the signal's number if a signal ended it. What it wrote
    /// to its pipes may still be read then.
    /// </summary>
    public Task<int> Exit { get; }

    /// <summary>Completes when the standard error was read to its end, which children of the child can delay.</summary>
    public Task ErrorsDrained => _drained.Task;

    /// <summary>Starts a program.</summary>
    /// <exception cref="OutsideException">Code <c>program_not_found</c> or <c>program_not_started</c>.</exception>
    public static ChildProcess Start(ChildCommand command)
    {
        var process = new Process { StartInfo = ToStartInfo(command) };
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            process.Dispose();
            throw NotStarted(command, fault);
        }
        return new(process);
    }

    /// <summary>
    /// Ends the process, and all of its process group if it leads one, at once and without asking. Does nothing to what has ended.
    /// </summary>
    public void Kill()
    {
        ProcessGroup.Kill(Id);
        try
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: OperatingSystem.IsWindows());
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the signal.
        }
        catch (Win32Exception)
        {
            // It is ending already.
        }
    }

    /// <summary>Ends the process and all that it has started, as far as the system still knows: for a script around a program.</summary>
    public void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended before.
        }
        catch (Win32Exception)
        {
            // It is ending already.
        }
        catch (AggregateException)
        {
            // One of those below it could not be ended: it was ending already, or is of another user.
        }
    }

    /// <summary>Kills what is left of the process and closes the pipes.</summary>
    public void Dispose()
    {
        Kill();
        CloseInput();
        Output.Dispose();
        // Its exit status is still to be collected: the process object goes when that has happened.
        _ = Exit.ContinueWith(static (_, process) => ((Process)process!).Dispose(), _process, TaskScheduler.Default);
    }

    /// <summary>Closes the child's standard input, which asks a well-behaved child to end.</summary>
    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // Nobody reads what was still buffered.
        }
    }

    private static async Task<int> AwaitExitAsync(Process process)
    {
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static ProcessStartInfo ToStartInfo(ChildCommand command)
    {
        var info = new ProcessStartInfo(command.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var argument in command.Arguments) info.ArgumentList.Add(argument);
        foreach (var (name, value) in command.Environment) info.Environment[name] = value;
        return info;
    }

    private static OutsideException NotStarted(ChildCommand command, Win32Exception fault)
    {
        const int noSuchFile = 2;
        return fault.NativeErrorCode == noSuchFile && (command.WorkingDirectory is null || Directory.Exists(command.WorkingDirectory))
            ? new("program_not_found", $"The program '{command.Program}' is not found.", "Install it, or give its path.", inner: fault)
            : new("program_not_started", $"'{command.Program}' can't be started: {fault.Message}", inner: fault);
    }

    private void Drain(Stream errors)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            for (var read = errors.Read(buffer); read > 0; read = errors.Read(buffer))
                _errors.Append(buffer.AsSpan(0, read));
        }
        catch (IOException)
        {
            // The pipe broke: what was read until then is all there is.
        }
        catch (ObjectDisposedException)
        {
            // The process object went first.
        }
        _drained.TrySetResult();
    }
}
