namespace ModelOps.Keeper.Loops;

/// <summary>Where the decisions are written line by line.</summary>
public sealed record AuditTrace
{
    /// <summary>The file's name.</summary>
    public const string FileName = "decision_trace_latest.jsonl";

    /// <summary>The file, beside the report.</summary>
    public string Path { get; } = FileName;

    /// <summary>The lines' version.</summary>
    public string SchemaVersion { get; } = DecisionTrace.Version;
}
