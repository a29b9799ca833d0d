using ModelOps.Execution.Pool;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Dask;

/// <summary>What a Dask worker says of a batch that was not done.</summary>
internal sealed record BatchDetail
{
    private const int Killed = 137;

    /// <summary>Of a batch that was refused: <c>platform</c>, <c>entrypoint</c> or <c>child</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Why it was refused.</summary>
    public string Message { get; init; } = "";

    /// <summary>The facts of a platform that is another one than the run began on.</summary>
    public Dictionary<string, string>? Facts { get; init; }

    /// <summary>Of a lost child: <c>died</c>, <c>time_limit</c>, <c>broke_protocol</c> or <c>answered_twice</c>.</summary>
    public string Cause { get; init; } = "";

    /// <summary>What it did, for a breach of the protocol.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Its exit status.</summary>
    public int Status { get; init; } = Killed;

    /// <summary>The last of its standard error.</summary>
    public string Errors { get; init; } = "";

    /// <summary>Its process id on its host.</summary>
    public int Pid { get; init; }

    /// <summary>The host.</summary>
    public string Host { get; init; } = "";

    /// <summary>How long it had run the task.</summary>
    public double Seconds { get; init; }

    /// <summary>The loss of the child.</summary>
    public Loss ToLoss(long? memoryBytes) => new(CauseOf(), Detail, new WorkerExit(Status, Errors), TimeSpan.FromSeconds(Seconds)) { MemoryBytes = memoryBytes };

    private LossCause CauseOf() => Cause switch
    {
        "time_limit" => LossCause.TimeLimit,
        "broke_protocol" => LossCause.BrokeProtocol,
        "answered_twice" => LossCause.AnsweredTwice,
        _ => LossCause.Died,
    };
}
