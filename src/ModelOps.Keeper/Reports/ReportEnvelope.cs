using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Reports;

/// <summary>What every report of version <c>v0</c> begins with.</summary>
public abstract record ReportEnvelope
{
    /// <summary>Always <c>v0</c>.</summary>
    public string SchemaVersion { get; } = "v0";

    /// <summary>When. Not marked required: the serializer refuses that of a property that it leaves out.</summary>
    [JsonIgnore]
    public ReportTimes Times { get; init; }

    /// <inheritdoc cref="ReportTimes.StartedAt" />
    public string StartedAt => Times.StartedAt;

    /// <inheritdoc cref="ReportTimes.FinishedAt" />
    public string FinishedAt => Times.FinishedAt;

    /// <inheritdoc cref="ReportTimes.DurationS" />
    public int DurationS => Times.DurationS;

    /// <summary>The folder of the report, absolute.</summary>
    public required string OutDir { get; init; }

    /// <summary>What was done, such as <c>OBSERVE_ONLY</c>.</summary>
    public abstract string Mode { get; }

    /// <summary>Whether a change was asked for.</summary>
    public bool ApplyRequested { get; init; }

    /// <summary>Whether nothing could change.</summary>
    public bool DryRun { get; init; } = true;
}
