using ModelOps.Execution.Protocol;
using ModelOps.Execution.Serving;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Executables;

/// <summary>
/// The worker for executables: the whole of a process that was started for it, with the protocol of docs/worker-protocol.md on its
/// standard input and output. It starts the program anew for each simulation, and leaves nothing that the program started behind.
/// </summary>
public static class ExecutableWorker
{
    /// <summary>
    /// Works until the host closes the standard input, or is gone; then this process and all of its group end without returning here.
    /// Call it before anything is read from or written to the console.
    /// </summary>
    /// <param name="cancellationToken">Is looked at before the work begins.</param>
    /// <exception cref="Contracts.Errors.OutsideException">Code <c>scratch_not_usable</c>: the temporary folder can't be written.</exception>
    public static Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ProcessTree.AdoptOrphans();
        string? scratch = null;
        WorkerProcess.Run(
            "executable",
            (channel, request) =>
            {
                scratch = request.Scratch;
                var program = ModelProgram.Find(request);
                var loop = new SimulationLoop(channel, program.Simulate, Describe, TimeProvider.System);
                return new(MachineFacts.Read(), loop.Run);
            },
            () => TidyUp(scratch));
        return Task.CompletedTask;
    }

    private static WorkerError Describe(Exception fault) => fault is ProgramFailedException failed
        ? new(failed.Kind, failed.Message, failed.Output)
        : Fault.Describe(fault);

    // The host, which would remove the folder, is gone.
    private static void TidyUp(string? scratch)
    {
        ProcessTree.KillBelow(Environment.ProcessId);
        if (scratch is not null) ScratchFolder.Remove(scratch);
    }
}
