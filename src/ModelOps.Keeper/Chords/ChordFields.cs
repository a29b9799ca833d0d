using System.Text.Json;
using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Chords;

/// <summary>One entry of a catalog while it is read: collects what is wrong and goes on.</summary>
/// <param name="item">The entry.</param>
/// <param name="index">Its position from 0.</param>
/// <param name="knobs">The known knobs.</param>
/// <param name="errors">Where errors go.</param>
internal sealed class ChordFields(JsonElement item, int index, IReadOnlyCollection<string> knobs, List<string> errors)
{
    private const long LongestCooldownMs = 7L * 24 * 3600 * 1000;

    private static readonly string[] Fields =
        ["id", "intent", "risk_tier", "required_signals", "invariants", "knobs_touched", "cooldown_ms", "budget"];

    private static readonly string[] BudgetFields = ["max_changes_per_hour", "require_comm_telemetry", "emergency_only"];

    /// <summary>The chord with what could be read; <see langword="null"/> if the entry is no object.</summary>
    public Chord? Read()
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"chords[{index}] is not an object.");
            return null;
        }
        RefuseUnknown(item, Fields, "");
        return new(
            Text("id"),
            Text("intent"),
            Tier(),
            Names("required_signals", ChordVocabulary.Signals, "signal"),
            Names("invariants", ChordVocabulary.Invariants, "invariant"),
            Names("knobs_touched", knobs, "knob"))
        {
            Cooldown = Cooldown(),
            Budget = Budget(),
        };
    }

    private string Text(string field)
    {
        if (item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
            return value.GetString()!;
        Refuse(field, "is not a text with characters in it");
        return "";
    }

    private RiskTier Tier()
    {
        var text = Text("risk_tier");
        if (text.Length == 0 || ChordVocabulary.RiskTiers.Contains(text)) return text == "advanced" ? RiskTier.Advanced : RiskTier.Safe;
        Refuse("risk_tier", $"is '{text}'; a tier is {string.Join(" or ", ChordVocabulary.RiskTiers)}", Hint(text, ChordVocabulary.RiskTiers));
        return RiskTier.Advanced;
    }

    private List<string> Names(string field, IReadOnlyCollection<string> known, string kind)
    {
        var names = new List<string>();
        if (!item.TryGetProperty(field, out var list) || list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(value => value.ValueKind != JsonValueKind.String))
        {
            Refuse(field, "is not a list of texts");
            return names;
        }
        foreach (var name in list.EnumerateArray().Select(value => value.GetString()!))
        {
            if (!known.Contains(name)) Refuse(field, $"names an unknown {kind} '{name}'", Nearest.Hint(name, known).TrimStart());
            else if (names.Contains(name)) Refuse(field, $"names '{name}' twice");
            names.Add(name);
        }
        return names;
    }

    private TimeSpan Cooldown()
    {
        if (!item.TryGetProperty("cooldown_ms", out var value)) return TimeSpan.Zero;
        if (Whole(value) is { } milliseconds and >= 0 and <= LongestCooldownMs) return TimeSpan.FromMilliseconds(milliseconds);
        Refuse("cooldown_ms", $"is {value.GetRawText()}; it is a whole number of milliseconds from 0 to {LongestCooldownMs}");
        return TimeSpan.Zero;
    }

    private ChordBudget Budget()
    {
        if (!item.TryGetProperty("budget", out var budget)) return ChordBudget.None;
        if (budget.ValueKind != JsonValueKind.Object)
        {
            Refuse("budget", "is not an object");
            return ChordBudget.None;
        }
        RefuseUnknown(budget, BudgetFields, "budget.");
        return new(Changes(budget), Flag(budget, "require_comm_telemetry"), Flag(budget, "emergency_only"));
    }

    private int? Changes(JsonElement budget)
    {
        if (!budget.TryGetProperty("max_changes_per_hour", out var value)) return null;
        if (Whole(value) is { } changes and >= 1 and <= int.MaxValue) return (int)changes;
        Refuse("budget.max_changes_per_hour", $"is {value.GetRawText()}; it is a whole number from 1");
        return null;
    }

    private bool Flag(JsonElement budget, string field)
    {
        if (!budget.TryGetProperty(field, out var value)) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Refuse("budget." + field, "is neither true nor false");
        return value.ValueKind == JsonValueKind.True;
    }

    private void RefuseUnknown(JsonElement value, string[] known, string prefix)
    {
        foreach (var field in value.EnumerateObject().Where(field => !known.Contains(field.Name)))
            Refuse(prefix + field.Name, "is an unknown field", Nearest.Hint(field.Name, known).TrimStart());
    }

    private void Refuse(string field, string fault, string hint = "")
    {
        var id = item.TryGetProperty("id", out var value) && value.ValueKind == JsonValueKind.String ? $" ({value.GetString()})" : "";
        errors.Add($"chords[{index}].{field}{id} {fault}. {hint}".TrimEnd());
    }

    private static string Hint(string text, IReadOnlyCollection<string> known) => Nearest.To(text, known) is { } near ? $"Did you mean '{near}'?" : "";

    private static long? Whole(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
