namespace ModelOps.Keeper.Passports.Observed;

/// <summary>
/// The report <c>observe_max_latest.json</c>: what was found, in a form that can be handed to outsiders. It names no file, machine, chord, knob or value.
/// </summary>
/// <param name="CreatedAt">When, RFC 3339 in UTC.</param>
/// <param name="State">The state of the workload.</param>
/// <param name="Signals">The names of the signals that are on.</param>
/// <param name="SampleCount">How many samples there were.</param>
/// <param name="Mixed">Whether they come from more than one kind of machine.</param>
/// <param name="Proposals">What would be proposed, without what it is.</param>
public sealed record ObserveMaxReport(string CreatedAt, string State, IReadOnlyList<string> Signals, int SampleCount, bool Mixed, IReadOnlyList<RedactedProposal> Proposals)
{
    /// <summary>The report's file.</summary>
    public const string FileName = "observe_max_latest.json";

    /// <summary>Always <c>observe_max.v0</c>.</summary>
    public string SchemaVersion { get; } = "observe_max.v0";
}
