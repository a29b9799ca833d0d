using System.Text.Json.Serialization;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Observing;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Value;

namespace ModelOps.Keeper.Loops;

/// <summary><c>closed_loop_latest.json</c>: what a round saw, wanted, was allowed and did.</summary>
/// <param name="Settings">What the loop was to do.</param>
/// <param name="Round">What the round worked with.</param>
/// <param name="Found">What came out of it.</param>
public sealed record ClosedLoopReport(
    [property: JsonIgnore] LoopSettings Settings, [property: JsonIgnore] LoopRound Round, [property: JsonIgnore] RoundFindings Found) : ReportEnvelope
{
    /// <summary>The file's name.</summary>
    public const string FileName = "closed_loop_latest.json";

    /// <summary>The name of the plan's file.</summary>
    public const string PlanName = "k8s_plan.json";

    /// <summary>The name of the plan as a script.</summary>
    public const string ScriptName = "k8s_plan.kubectl.sh";

    /// <inheritdoc />
    public override string Mode => "CLOSED_LOOP";

    /// <summary>Always <c>ok</c>: a round that fails writes no report.</summary>
    public string Status { get; } = "ok";

    /// <summary>The policy's name.</summary>
    public string Policy => Settings.Policy.Id;

    /// <summary>The kind of source.</summary>
    public string ObserveSource => Round.Source.Kind;

    /// <summary>Why the reading is not whole; null if it is.</summary>
    public string? ObserveError => Found.Batch.Error;

    /// <summary>The judgement.</summary>
    public SignalSet Signals => Found.Decision.Signals;

    /// <summary>The samples.</summary>
    public TelemetryPayload Telemetry => TelemetryPayload.Of(Found.Batch.Samples);

    /// <summary>What they ran on.</summary>
    public EnvironmentFingerprint Environment => EnvironmentFingerprint.Of(Found.Batch.Samples);

    /// <summary>What was read and not used.</summary>
    public IngestCounts ObserveIngest => Found.Batch.Counts;

    /// <summary>The knobs before the round, and how they are known.</summary>
    public IReadOnlyList<KnobValue> Knobs => Found.Decision.Knobs;

    /// <summary>Whether any of them was not read from the cluster.</summary>
    public bool KnobsAssumed => Knobs.Any(knob => knob.Origin != KnobOrigin.Cluster);

    /// <summary>Why the cluster's values can't be relied on; null if it was not asked, or they can.</summary>
    public string? KnobsError => Found.Reading?.Error;

    /// <summary>Where the workload stands after trouble.</summary>
    public RecoveryState Recovery => Found.Decision.Recovery;

    /// <summary>What was wanted.</summary>
    public IReadOnlyList<ProposedAction> Proposed => Found.Decision.Proposed;

    /// <summary>How much was wanted.</summary>
    public int ProposedActionsCount => Proposed.Count;

    /// <summary>What became of it: one entry for each proposal, in their order.</summary>
    public IReadOnlyList<ActionResult> Results => ActionResults.Of(Found.Decision, ApplyRequested, Found.Outcome);

    /// <summary>What was applied.</summary>
    public IReadOnlyList<ProposedAction> Applied => [.. Results.Where(result => result.Applied).Select(result => result.Action)];

    /// <summary>How many were applied, by reason.</summary>
    public IReadOnlyDictionary<string, int> AppliedReasons => Counts(Results.Where(result => result.Applied));

    /// <summary>How many were blocked, by reason.</summary>
    public IReadOnlyDictionary<string, int> BlockedReasons => Counts(Results.Where(result => result.Blocked));

    /// <summary>The round in at most three sentences.</summary>
    public IReadOnlyList<string> DecisionSummary => LoopSummary.Sentences(Found.Decision, ApplyDecisionSummary);

    /// <summary>Whether changes were begun.</summary>
    public bool ApplyAttempted => Found.Outcome?.Attempted ?? false;

    /// <summary>Whether all were made; null if none was begun.</summary>
    public bool? ApplyOk => Found.Outcome?.Ok;

    /// <summary>What forbade them; null if nothing did.</summary>
    public string? ApplyBlockedReason => Found.Outcome?.BlockedReason;

    /// <summary>The same in words.</summary>
    public string ApplyDecisionSummary => LoopSummary.Apply(ApplyRequested, Found.Outcome);

    /// <summary>Whether the plan was found good; null if it was not verified.</summary>
    public bool? VerifyOk => Found.Outcome?.VerifyOk;

    /// <summary>What stands in the plan's way; null for nothing.</summary>
    public string? VerifyBlockerKind => Found.Outcome?.VerifyBlockerKind;

    /// <summary>Which right is missing; null for none.</summary>
    public string? VerifyRbacHint => Found.Outcome?.VerifyRbacHint;

    /// <summary>The verification's file; null for none.</summary>
    public string? K8sVerifyReportPath => Found.Outcome?.VerifyReportPath;

    /// <summary>The apply's file; null for none.</summary>
    public string? K8sApplyReportPath => Found.Outcome?.ApplyReportPath;

    /// <summary>The exit status of the apply; null for none.</summary>
    public int? K8sApplyRc => Found.Outcome?.ApplyRc;

    /// <summary>The plan's file.</summary>
    public string K8sPlanPath => Round.Folder.File(PlanName);

    /// <summary>How many Deployments the plan changes.</summary>
    public int K8sPlanItems => Found.Plan.Items.Count;

    /// <summary>The plan as a script, which nothing runs.</summary>
    public string K8sKubectlPlanPath => Round.Folder.File(ScriptName);

    /// <summary>The workload's namespace.</summary>
    public string K8sNamespace => Settings.Namespace;

    /// <summary>The workload's Deployment.</summary>
    public string K8sDeployment => Settings.Deployment;

    /// <summary>Whether the kill switch is on.</summary>
    public bool KillSwitchActive => Found.Outcome?.KillSwitchActive ?? false;

    /// <summary>Whether the license allows to apply.</summary>
    public bool PaidEnabled => LicenseOk == true;

    /// <summary>The license's file; null for none.</summary>
    public string? LicensePath => Found.Outcome?.License?.Path;

    /// <summary>Whether it allows to apply; null if nobody asked.</summary>
    public bool? LicenseOk => Found.Outcome?.License?.Ok;

    /// <summary>Why not; null if nobody asked.</summary>
    public string? LicenseReason => Found.Outcome?.License?.Reason;

    /// <summary>Its end in seconds since 1970; null if unknown.</summary>
    public long? LicenseExpiresAt => Found.Outcome?.License?.ExpiresAt;

    /// <summary>What it grants.</summary>
    public IReadOnlyList<string> EntitlementsSummary => Found.Outcome?.License?.Entitlements ?? [];

    /// <summary>Always false: no environment variable grants anything.</summary>
    public bool InternalOverride { get; }

    /// <summary>Hours that might be won.</summary>
    public double OpportunityHoursEst => Opportunity.Hours;

    /// <summary>Items that might be won.</summary>
    public double OpportunityTokensEst => Opportunity.Tokens;

    /// <summary>US dollars that might be won.</summary>
    public double OpportunityUsdEst => Opportunity.Usd;

    /// <summary>What these rest on.</summary>
    public OpportunityAssumptions OpportunityAssumptions => Opportunity.Assumptions;

    /// <summary>The value in a form to pass on.</summary>
    public ValueSummary ValueSummary => ValueSummary.Of(Opportunity, Found.Batch.Samples, Settings.Cost);

    /// <summary>Where lines were copied to; null if they weren't.</summary>
    public string? ObserveRecordRawPath => Round.Recording?.Path;

    /// <summary>How many lines were copied; null if none should be.</summary>
    public long? ObserveRecordRawLinesWritten => Round.Recording?.LinesWritten;

    /// <summary>How long a knob rests after a change, in seconds.</summary>
    public double SafetyCooldownS => Settings.Limits.Cooldown.TotalSeconds;

    /// <summary>The largest step of one change; 0 for no such limit.</summary>
    public int SafetyMaxDeltaPerStep => Settings.Limits.MaxDeltaPerStep;

    /// <summary>How often one knob may change within an hour.</summary>
    public int SafetyMaxChangesPerHour => Settings.Limits.MaxChangesPerHour;

    /// <summary>Where the decision is written in a line.</summary>
    public AuditTrace AuditTrace { get; } = new();

    private Opportunity Opportunity => Opportunity.Of(Found.Decision.Signals, Found.Batch.Samples, Settings.Cost);

    private static SortedDictionary<string, int> Counts(IEnumerable<ActionResult> results) =>
        new(results.GroupBy(result => result.Reason, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal), StringComparer.Ordinal);
}
