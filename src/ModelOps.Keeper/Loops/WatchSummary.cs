using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelOps.Keeper.Loops;

/// <summary>A watch in words.</summary>
public static class WatchSummary
{
    /// <summary>The report as <c>watch_summary.md</c>: a line of <c>key: value</c> for each field.</summary>
    public static string Markdown(WatchReport report)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in JsonSerializer.SerializeToNode(report, LoopsJson.Default.WatchReport)!.AsObject()) text.Append($"{key}: {Text(value)}\n");
        return text.ToString();
    }

    /// <summary>An iteration as one line.</summary>
    public static string Line(WatchSession session)
    {
        var (number, folder) = (session.Report.IterationsDone, session.Report.LastIterationOutDir);
        return session.Last is { } last
            ? $"iter={number} state={last.Signals.State} proposed={last.ProposedActionsCount} verify_ok={Word(last.VerifyOk)} apply_attempted={last.ApplyAttempted} apply_ok={Word(last.ApplyOk)} blocked={last.ApplyBlockedReason ?? "null"} out={folder}"
            : $"iter={number} failed: {session.Report.LastError} out={folder}";
    }

    private static string Word(bool? value) => value?.ToString() ?? "n/a";

    private static string Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject record => string.Join(' ', record.Select(pair => $"{pair.Key}={Text(pair.Value)}")),
        JsonValue plain when plain.GetValueKind() == JsonValueKind.String => plain.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}
