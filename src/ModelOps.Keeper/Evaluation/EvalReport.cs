using System.Text.Json.Serialization;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Evaluation;

/// <summary>The report <c>eval_latest.json</c>: what the keeper would propose, and whether it would go through. Nothing is changed.</summary>
public sealed record EvalReport
{
    /// <summary>The report's file.</summary>
    public const string FileName = "eval_latest.json";

    /// <summary>Always <c>eval.v0</c>.</summary>
    public string SchemaVersion { get; } = "eval.v0";

    /// <summary>When it was made, RFC 3339 in UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>The folder of the report, absolute.</summary>
    public required string OutDir { get; init; }

    /// <summary>The kind of source: <c>file</c> or <c>k8s</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Always true.</summary>
    public bool ReadOnly { get; } = true;

    /// <summary>How many samples there were.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Whether any sample has a loss and a throughput.</summary>
    public required bool TelemetryPointsIncluded { get; init; }

    /// <summary>The judgement.</summary>
    public required SignalSet Signals { get; init; }

    /// <summary>What the samples ran on.</summary>
    public required EnvironmentFingerprint Environment { get; init; }

    /// <summary>What was read and not used.</summary>
    public required IngestCounts ObserveIngest { get; init; }

    /// <summary>Why the reading is not whole; null if it is.</summary>
    public required string? ObserveError { get; init; }

    /// <summary>What the policy wants, by knob, target, reason and chord.</summary>
    public required IReadOnlyList<ProposedAction> ProposedActions { get; init; }

    /// <summary>How many actions that are.</summary>
    public int ProposedActionsCount => ProposedActions.Count;

    /// <summary>Whether the plan would go through; null where there is no cluster.</summary>
    public bool? VerifyOk { get; init; }

    /// <summary>Why the workload's present knobs are not known, so that nothing is proposed; null if they are.</summary>
    public string? KnobsError { get; init; }

    /// <summary>What stands in its way; null if nothing does.</summary>
    public string? TopBlocker { get; init; }

    /// <summary>The files that were written, by name.</summary>
    public required IReadOnlyDictionary<string, string> Artifacts { get; init; }

    /// <summary>Their names in ordinal order.</summary>
    public IReadOnlyList<string> KeyArtifacts => [.. Artifacts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The file of the samples; left out where they come from a cluster.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ObservePath { get; init; }

    /// <summary>The Deployment's namespace; left out for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? K8sNamespace { get; init; }

    /// <summary>The Deployment's name; left out for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? K8sDeployment { get; init; }

    /// <summary>How many Deployments the plan changes; left out for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? K8sPlanItems { get; init; }
}
