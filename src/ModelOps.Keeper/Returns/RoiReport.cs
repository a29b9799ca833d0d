namespace ModelOps.Keeper.Returns;

/// <summary>The report <c>roi_latest.json</c>: what preflight, evaluation and watch say together.</summary>
public sealed record RoiReport
{
    /// <summary>The report's file.</summary>
    public const string FileName = "roi_latest.json";

    /// <summary>Always <c>roi.v0</c>.</summary>
    public string SchemaVersion { get; } = "roi.v0";

    /// <summary>When it was made, RFC 3339 in UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>The folder of the report, absolute.</summary>
    public required string OutDir { get; init; }

    /// <summary>The reports that were read: <c>preflight</c>, <c>eval</c>, <c>watch</c>.</summary>
    public required IReadOnlyDictionary<string, RoiInput> Inputs { get; init; }

    /// <summary>Whether the preflight passed; null without one.</summary>
    public bool? PreflightOk { get; init; }

    /// <summary>The first thing in the way, by preflight, else by evaluation; null if there is none.</summary>
    public string? TopBlocker { get; init; }

    /// <summary>The state that the evaluation found; null without one.</summary>
    public string? State { get; init; }

    /// <summary>Whether the evaluation's plan would go through; null without one.</summary>
    public bool? VerifyOk { get; init; }

    /// <summary>How many actions the evaluation would propose; null without one.</summary>
    public long? ProposedActionsCount { get; init; }

    /// <summary>How many iterations were watched; null without a watch.</summary>
    public long? IterationsDone { get; init; }

    /// <summary>How many actions the watch proposed; null without one.</summary>
    public long? ProposedTotal { get; init; }

    /// <summary>How many of them were applied; null without one.</summary>
    public long? AppliedTotal { get; init; }

    /// <summary>How many of them were blocked; null without one.</summary>
    public long? BlockedTotal { get; init; }

    /// <summary>What to do next; at least one sentence.</summary>
    public required IReadOnlyList<string> NextSteps { get; init; }
}
