using ModelOps.Contracts.Errors;
using ModelOps.Execution.Pool;

namespace ModelOps.Execution.Dask;

/// <summary>How simulations run on a Dask cluster. None of these changes a result.</summary>
public sealed record DaskOptions
{
    /// <summary>The variable that names the Python interpreter of the bridge.</summary>
    public const string PythonVariable = "MODELOPS_DASK_PYTHON";

    /// <summary>The scheduler's address, such as <c>tcp://dask-scheduler.modelops-dev:8786</c>.</summary>
    public required string Scheduler { get; init; }

    /// <summary>The Python interpreter that has the package <c>distributed</c>, in the cluster's version: a path, or a name on PATH.</summary>
    public string Python { get; init; } = "python3";

    /// <summary>
    /// How one simulation runs: time limit, retries, recycling, memory, and how many bytes of results may wait for the caller. The number of
    /// workers is the cluster's.
    /// </summary>
    public PoolOptions Simulations { get; init; } = new();

    /// <summary>How long one task of Dask is to last: long beside what the scheduler takes for it. Default: 0.15 s.</summary>
    public TimeSpan BatchDuration { get; init; } = TimeSpan.FromSeconds(0.15);

    /// <summary>The results of one task of Dask are cut after about this many bytes. Default: 4 MiB.</summary>
    public long BatchBytes { get; init; } = 4L << 20;

    /// <summary>How long the scheduler may take to answer at first. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a cluster without workers is waited for. Default: 1 minute.</summary>
    public TimeSpan WorkerTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a connection that was lost is tried to be made again. Default: 5 minutes.</summary>
    public TimeSpan ReconnectTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Is told what happens to the connection, from a thread of the engine.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>These options, if they make sense.</summary>
    /// <exception cref="InvalidInputException">Code <c>dask_address</c> or <c>invalid_pool_options</c>.</exception>
    internal DaskOptions Validated() => Scheduler.Contains("://", StringComparison.Ordinal) && !Scheduler.Any(char.IsWhiteSpace)
        ? this with { Simulations = Simulations.Validated() }
        : throw new InvalidInputException("dask_address", $"'{Scheduler}' is no address of a Dask scheduler.", "Write tcp://HOST:8786.");
}
