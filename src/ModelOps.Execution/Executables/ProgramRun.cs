using System.Globalization;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Serving;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Executables;

/// <summary>One run of a program, from its start to the end of all that it started.</summary>
internal static class ProgramRun
{
    private const int OutputBytes = 16 * 1024;
    private const int DrainStackBytes = 256 * 1024;

    // A look at all processes takes well below a millisecond a hundred of them.
    private static readonly TimeSpan MemoryWatch = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DrainWait = TimeSpan.FromSeconds(2);

    /// <summary>Runs a program and ends what it left behind.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="name">The program as the user wrote it, for messages.</param>
    /// <param name="memoryBytes">The most memory that it and its children may hold together, or null.</param>
    /// <exception cref="ProgramFailedException">It can't be started, or ended with another status than 0.</exception>
    /// <exception cref="MemoryExhaustedException">It went over the limit, or was killed; its output is in the message.</exception>
    public static void ToEnd(ChildCommand command, string name, long? memoryBytes)
    {
        using var child = Start(command, name);
        var output = new OutputTail(OutputBytes);
        var drain = new Thread(() => Drain(child.Output, output), DrainStackBytes) { IsBackground = true, Name = "program output" };
        drain.Start();
        child.CloseInput();
        var excess = Wait(child, memoryBytes);
        ProcessTree.EndChildren();
        child.ErrorsDrained.Wait(DrainWait);
        drain.Join(DrainWait);
        var said = Said(child.ErrorTail, output.ToString());
        if (excess is { } bytes)
            throw new MemoryExhaustedException($"{name} and its children held {Text(bytes)} bytes; the limit is {Text(memoryBytes ?? 0)}.\n{said}");
        Check(name, new(child.Exit.Result, said));
    }

    private static ChildProcess Start(ChildCommand command, string name)
    {
        try
        {
            return ChildProcess.Start(command);
        }
        catch (OutsideException fault)
        {
            throw new ProgramFailedException(ProgramFailedException.Start, $"{name} can't be started: {fault.InnerException?.Message ?? fault.Message}");
        }
    }

    // How much memory it held when it was ended for that, or null if it ended by itself.
    private static long? Wait(ChildProcess child, long? memoryBytes)
    {
        long? excess = null;
        if (memoryBytes is { } limit)
        {
            while (!child.Exit.Wait(MemoryWatch))
            {
                var held = ProcessTree.MemoryBelow(Environment.ProcessId);
                if (held <= limit) continue;
                excess ??= held;
                ProcessTree.KillBelow(Environment.ProcessId);
            }
        }
        child.Exit.Wait();
        return excess;
    }

    private static void Check(string name, WorkerExit exit)
    {
        if (exit.Status == 0) return;
        if (exit.IsKilled) throw new MemoryExhaustedException($"{name} was killed, most likely because memory ran out.\n{exit.ErrorTail}");
        throw new ProgramFailedException(ProgramFailedException.Exit, $"{name} ended with {exit.Description}.", exit.ErrorTail);
    }

    private static void Drain(Stream source, OutputTail target)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            for (var read = source.Read(buffer); read > 0; read = source.Read(buffer)) target.Append(buffer.AsSpan(0, read));
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // A process that left the group holds the pipe: what was read until now is all there is.
        }
    }

    private static string Said(string errors, string output)
    {
        string?[] parts =
        [
            errors.Length > 0 ? $"Its standard error:\n{errors.TrimEnd()}" : null,
            output.Length > 0 ? $"Its standard output:\n{output.TrimEnd()}" : null,
        ];
        return string.Join('\n', parts.Where(part => part is not null));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
