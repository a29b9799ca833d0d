using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary>The explanations of what a round saw and decided.</summary>
internal static class LoopEvents
{
    /// <summary>Writes them.</summary>
    public static void Explain(ExplainLog log, LoopRound round, TelemetryBatch batch, LoopDecision decision, KnobReading? reading)
    {
        log.Add("closed_loop_drift_observed_knobs", new()
        {
            ["source"] = reading is null ? "assumed" : "k8s",
            ["error"] = reading?.Error,
            ["observed_knobs"] = new JsonObject(decision.Knobs.Select(knob => KeyValuePair.Create(knob.Knob, (JsonNode?)knob.Value))),
            ["read_from_cluster"] = decision.Knobs.Count(knob => knob.Origin == KnobOrigin.Cluster),
        });
        log.Add("closed_loop_observe_source", new()
        {
            ["source"] = round.Source.Kind,
            ["sample_count"] = batch.Samples.Count,
            ["rows_read"] = batch.RowsRead,
            ["error"] = batch.Error,
            ["observe_ingest"] = JsonSerializer.SerializeToNode(batch.Counts, LoopsJson.Default.IngestCounts),
            ["record_raw_path"] = round.Recording?.Path,
            ["record_raw_lines_written"] = round.Recording?.LinesWritten,
            ["record_raw_error"] = round.Recording?.Error,
        });
        log.Add("closed_loop_signals", new() { ["signals"] = JsonSerializer.SerializeToNode(decision.Signals, LoopsJson.Default.SignalSet) });
        log.Add("closed_loop_proposed", new() { ["proposed"] = new JsonArray([.. decision.Proposed.Select(Action)]) });
        foreach (var verdict in decision.Verdicts.Where(verdict => !verdict.Allowed))
            log.Add("blocked", new() { ["reason"] = verdict.Block, ["detail"] = verdict.Detail, ["action"] = Action(verdict.Action) });
    }

    private static JsonNode? Action(ProposedAction action) => JsonSerializer.SerializeToNode(action, LoopsJson.Default.ProposedAction);
}
