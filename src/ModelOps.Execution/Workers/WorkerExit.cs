using System.Globalization;

namespace ModelOps.Execution.Workers;

/// <summary>How a worker's process ended.</summary>
/// <param name="Status">Its exit status; 128 plus the signal's number if a signal ended it.</param>
/// <param name="ErrorTail">The last of what it and its model wrote to standard error and output.</param>
internal sealed record WorkerExit(int Status, string ErrorTail)
{
    private const int SignalBase = 128;
    private const int SigAbort = 6;
    private const int SigKill = 9;

    // What the runtimes of Rust, C++ and .NET say when they can't go on for want of memory.
    private static readonly string[] MemoryWords = ["memory allocation of ", "std::bad_alloc", "Out of memory"];

    /// <summary>Whether SIGKILL ended it. If it was not sent by us, the system most likely did, for want of memory.</summary>
    public bool IsKilled => Status == SignalBase + SigKill;

    /// <summary>Whether it most likely ended for want of memory: it was killed, or gave up with these words.</summary>
    public bool IsOutOfMemory =>
        IsKilled || (Status == SignalBase + SigAbort && Array.Exists(MemoryWords, words => ErrorTail.Contains(words, StringComparison.Ordinal)));

    /// <summary>"exit status 3" or "signal 11 (segmentation fault)".</summary>
    public string Description => Status is > SignalBase and < SignalBase + 65
        ? $"signal {(Status - SignalBase).ToString(CultureInfo.InvariantCulture)}{SignalName(Status - SignalBase)}"
        : $"exit status {Status.ToString(CultureInfo.InvariantCulture)}";

    private static string SignalName(int signal) => signal switch
    {
        SigAbort => " (aborted)",
        SigKill => " (killed)",
        11 => " (segmentation fault)",
        15 => " (terminated)",
        _ => "",
    };
}
