using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelOps.Keeper.Loops;

/// <summary>A decision as one line of compact JSON with keys in ordinal order.</summary>
public static class DecisionTrace
{
    /// <summary>The line's version.</summary>
    public const string Version = "decision_trace_event.v0";

    /// <summary>The line of a round, with its line feed.</summary>
    /// <param name="report">The round.</param>
    /// <param name="tick">Its number from 0.</param>
    public static string Line(ClosedLoopReport report, int tick)
    {
        var node = JsonSerializer.SerializeToNode(report, LoopsJson.Default.ClosedLoopReport)!.AsObject();
        var signals = node["signals"]!.DeepClone().AsObject();
        signals.Remove("stable");
        var trace = new JsonObject
        {
            ["actions"] = node["proposed"]!.DeepClone(),
            ["chord"] = Chord([.. report.Proposed.Select(action => action.Chord).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
            ["mode"] = report.Mode,
            ["results"] = Part(node, "apply_attempted", "apply_ok", "apply_requested", "blocked_reasons", "dry_run", "verify_ok"),
            ["schema_version"] = Version,
            ["signals"] = Sorted(signals),
            ["tick"] = tick,
        };
        trace["results"]!["blocked_reason"] = report.ApplyBlockedReason;
        trace["results"] = Sorted(trace["results"]!.AsObject());
        return trace.ToJsonString() + "\n";
    }

    private static JsonObject Chord(IReadOnlyList<string> chords) => chords switch
    {
        [] => new() { ["id"] = "none" },
        [var only] => new() { ["id"] = only },
        _ => new() { ["id"] = "multi", ["members"] = new JsonArray([.. chords.Select(chord => JsonValue.Create(chord))]) },
    };

    private static JsonObject Part(JsonObject whole, params ReadOnlySpan<string> names)
    {
        var part = new JsonObject();
        foreach (var name in names) part[name] = whole[name]?.DeepClone();
        return part;
    }

    private static JsonObject Sorted(JsonObject whole) =>
        new(whole.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}
