using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Documents;

namespace ModelOps.Keeper.Chords;

/// <summary>One entry of a catalog while it is read.</summary>
/// <param name="fields">Its fields.</param>
/// <param name="knobs">The known knobs.</param>
internal sealed class ChordFields(DocumentFields fields, IReadOnlyCollection<string> knobs)
{
    private const long LongestCooldownMs = 7L * 24 * 3600 * 1000;

    private static readonly string[] Known =
        ["id", "intent", "risk_tier", "required_signals", "invariants", "knobs_touched", "cooldown_ms", "budget"];

    private static readonly string[] BudgetKnown = ["max_changes_per_hour", "require_comm_telemetry", "emergency_only"];

    /// <summary>The chord with what could be read.</summary>
    public static Chord? Read(JsonElement item, int index, IReadOnlyCollection<string> knobs, List<string> errors)
    {
        if (item.ValueKind == JsonValueKind.Object) return new ChordFields(new(item, $"chords[{index}].", errors), knobs).Read();
        errors.Add($"chords[{index}] is not an object.");
        return null;
    }

    private Chord Read()
    {
        fields.AllowOnly(Known);
        return new(
            fields.Text("id"),
            fields.Text("intent"),
            Tier(),
            fields.Names("required_signals", ChordVocabulary.Signals, "signal"),
            fields.Names("invariants", ChordVocabulary.Invariants, "invariant"),
            fields.Names("knobs_touched", knobs, "knob"))
        {
            Cooldown = TimeSpan.FromMilliseconds(fields.Whole("cooldown_ms", "milliseconds", 0, LongestCooldownMs) ?? 0),
            Budget = Budget(),
        };
    }

    private RiskTier Tier()
    {
        var text = fields.Text("risk_tier");
        if (text.Length == 0 || ChordVocabulary.RiskTiers.Contains(text)) return text == "advanced" ? RiskTier.Advanced : RiskTier.Safe;
        var hint = Nearest.To(text, ChordVocabulary.RiskTiers) is { } near ? $"Did you mean '{near}'?" : "";
        fields.Refuse("risk_tier", $"is '{text}'; a tier is {string.Join(" or ", ChordVocabulary.RiskTiers)}", hint);
        return RiskTier.Advanced;
    }

    private ChordBudget Budget()
    {
        if (fields.Inner("budget") is not { } budget) return ChordBudget.None;
        budget.AllowOnly(BudgetKnown);
        return new((int?)budget.Whole("max_changes_per_hour", "changes", 1, int.MaxValue), budget.Flag("require_comm_telemetry"), budget.Flag("emergency_only"));
    }
}
