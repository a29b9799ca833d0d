using ModelOps.Keeper.Telemetry;

namespace ModelOps.Cli.Keeper.Reporting;

/// <summary>What was read and not used, for people.</summary>
internal static class IngestText
{
    /// <summary>Writes a line if anything was dropped or put in order, and one if the reading failed.</summary>
    public static void Write(IngestCounts counts, long rowsRead, string? error, TextWriter output)
    {
        if (error is not null) output.Write($"error:    {error}\n");
        (long Count, string Reason)[] reasons =
        [
            (counts.DroppedInvalidJson, "no JSON"), (counts.DroppedInvalidShape, "no row"), (counts.DroppedMissingFields, "without time or step time"),
            (counts.DroppedInvalidText, "not UTF-8"), (counts.DroppedTooLong, "too long"), (counts.DroppedNotFinite, "NaN or infinite"),
            (counts.DroppedOutOfRange, "out of range"), (counts.DroppedClockSkew, "from the future"), (counts.DroppedDuplicate, "repeated"),
            (counts.Reordered, "put in order"),
        ];
        var found = reasons.Where(reason => reason.Count > 0).Select(reason => $"{reason.Count} {reason.Reason}").ToList();
        if (found.Count > 0) output.Write($"rows:     {rowsRead} read, {counts.DroppedTotal} dropped: {string.Join(", ", found)}\n");
    }
}
