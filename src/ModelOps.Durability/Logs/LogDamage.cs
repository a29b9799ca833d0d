using ModelOps.Contracts.Errors;

namespace ModelOps.Durability.Logs;

/// <summary>The error for a log that is not as it was written.</summary>
internal static class LogDamage
{
    public static CorruptDataException At(string path, long offset, string finding, Exception? cause = null) => new(
        "corrupt_log",
        $"The log file '{path}' is damaged at byte {offset}: {finding}.",
        "Restore the folder of the log from a copy. Nothing was changed.",
        cause);
}
