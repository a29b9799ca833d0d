using ModelOps.Contracts.Errors;

namespace ModelOps.Execution.Dask;

/// <summary>Why the bridge can't work, or works no more.</summary>
/// <param name="Message">What happened.</param>
internal sealed record BridgeFault(string Message)
{
    private const string Unreachable = "dask_unreachable";
    private const string NoWorkers = "dask_no_workers";
    private const string NoAddress = "dask_address";

    /// <summary>A stable code.</summary>
    public string Kind { get; init; } = "dask_failed";

    /// <summary>What to do next.</summary>
    public string? Remedy { get; init; }

    /// <summary>The error that the user sees.</summary>
    public ModelOpsException ToException() => Kind == NoAddress
        ? new InvalidInputException(Kind, Message, Remedy)
        : new OutsideException(Kind, Message, Remedy, retryable: Kind is Unreachable or NoWorkers);
}
