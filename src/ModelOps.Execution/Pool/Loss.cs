using ModelOps.Contracts.Quantities;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Pool;

/// <summary>Decides what becomes of the task that a lost worker ran. Pure.</summary>
/// <param name="Cause">Why the worker is gone.</param>
/// <param name="Detail">What it did, for a breach of the protocol.</param>
/// <param name="Exit">How its process ended.</param>
/// <param name="Duration">How long it had run the task.</param>
internal sealed record Loss(LossCause Cause, string Detail, WorkerExit Exit, TimeSpan Duration)
{
    /// <summary>The most memory that the worker could use, in bytes, or <see langword="null"/>.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Why the worker is gone, for people.</summary>
    public string Reason => Cause switch
    {
        LossCause.TimeLimit => "the time limit was over",
        LossCause.BrokeProtocol or LossCause.AnsweredTwice => $"the worker broke the protocol: {Detail}",
        _ when Exit.IsOutOfMemory && MemoryBytes is { } limit => $"memory ran out; a worker may use {ByteSize.Text(limit)}",
        _ when Exit.IsKilled => "the worker was killed, most likely because memory ran out",
        _ when Exit.IsOutOfMemory => "memory ran out",
        _ => $"the worker ended with {Exit.Description}",
    };

    /// <summary>The outcome of the task that the worker ran, or null if the task is to be tried again.</summary>
    public SimulationOutcome? Judge(PendingTask ran, PoolOptions options)
    {
        if (Cause == LossCause.AnsweredTwice) return null;
        var attempts = ran.Losses + 1;
        if (Cause == LossCause.TimeLimit && options.TimeLimit is { } limit)
            return Ended(ran, SimulationStatus.Timeout, "Timeout", $"The simulation ran longer than its limit of {Seconds.Text(limit)}.", attempts);
        ran.Losses = attempts;
        if (Cause == LossCause.Died && Exit.IsOutOfMemory) ran.MemoryLosses++;
        if (attempts <= options.Retries) return null;
        var often = attempts == 1 ? "" : $" in each of {attempts} attempts; the last time";
        return ran.MemoryLosses == attempts
            ? Ended(ran, SimulationStatus.OutOfMemory, "OutOfMemory", $"The task was given up: its worker was lost{often}: {Reason}.", attempts)
            : Ended(ran, SimulationStatus.Lost, "WorkerLost", $"The task was given up: its worker was lost{often}: {Reason}.", attempts);
    }

    private SimulationOutcome Ended(PendingTask ran, SimulationStatus status, string type, string message, int attempts)
    {
        var error = Failures.Named(ran.Task, new(type, message, Exit.ErrorTail));
        return new(ran.Task.Id, status, SimulationOutcome.NoTables, error, attempts, Duration);
    }
}
