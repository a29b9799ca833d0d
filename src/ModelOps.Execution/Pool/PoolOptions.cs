using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Pool;

/// <summary>How a local pool runs simulations. None of these changes a result.</summary>
public sealed record PoolOptions
{
    /// <summary>How many workers run at a time, at least 1. Default: one a core.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>How long one simulation may run, counted from its own start; <see langword="null"/>, the default, is without limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>How often a simulation is started again after its worker died while it ran, at least 0. Default: 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The most tasks that one worker is sent ahead of its answers, at least 1. Default: 512.</summary>
    public int WindowTasks { get; init; } = 512;

    /// <summary>The most bytes of parameters that one worker is sent ahead, beyond its first task. Default: 1 MiB.</summary>
    public int WindowBytes { get; init; } = 1 << 20;

    /// <summary>Results that wait for the caller hold at most about this many bytes; then no more are read. Default: 256 MiB.</summary>
    public long ResultBytes { get; init; } = 256L << 20;

    /// <summary>
    /// After how many tasks a worker is replaced by a fresh one, at least 1; <see langword="null"/>, the default, is never. 1 runs each
    /// simulation in a process of its own. Executables are always started anew.
    /// </summary>
    public int? Recycle { get; init; }

    /// <summary>
    /// The most memory that one worker may use, in bytes, at least 64 MiB; <see langword="null"/>, the default, is without limit. Of a Python
    /// worker it bounds the address space, of a .NET worker the managed heap, of an executable what it and its children hold.
    /// </summary>
    public long? MemoryBytes { get; init; }

    /// <summary>How workers are started.</summary>
    public WorkerOptions Worker { get; init; } = new();

    /// <summary>Is told of each worker that ended before its time, from a thread of the pool.</summary>
    public Action<WorkerLoss>? WorkerLost { get; init; }

    /// <summary>These options, if they make sense.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_pool_options</c>; the message names all that do not.</exception>
    internal PoolOptions Validated()
    {
        string?[] faults =
        [
            Workers < 1 ? $"workers is {Workers}, expected at least 1" : null,
            Retries < 0 ? $"retries is {Retries}, expected at least 0" : null,
            WindowTasks < 1 ? $"the window is {WindowTasks} tasks, expected at least 1" : null,
            WindowBytes < 1 ? $"the window is {WindowBytes} bytes, expected at least 1" : null,
            ResultBytes < 1 ? $"waiting results may hold {ResultBytes} bytes, expected at least 1" : null,
            Recycle < 1 ? $"recycle is {Recycle}, expected at least 1" : null,
            MemoryBytes < MemorySize.Least ? $"the memory is {ByteSize.Text(MemoryBytes.Value)}, expected at least {ByteSize.Text(MemorySize.Least)}" : null,
            TimeLimit <= TimeSpan.Zero ? $"the time limit is {Seconds.Text(TimeLimit.Value)}, expected more than none" : null,
        ];
        var found = string.Join("; ", faults.Where(fault => fault is not null));
        return found.Length == 0 ? this : throw new InvalidInputException("invalid_pool_options", $"The pool can't be made: {found}.");
    }
}
