using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Passports.Observed;

/// <summary>Derives from one observation the narrowest passport that would let everything be proposed. It proposes only.</summary>
/// <param name="folder">Where passport and report go.</param>
/// <param name="time">The clock.</param>
public sealed class ObserveMax(ReportFolder folder, TimeProvider time)
{
    /// <summary>The passport's file.</summary>
    public const string PassportName = "passport_observe_max_latest.json";

    private const string Template = "safe";

    // The knobs that a running process reads again; the others are read when a pod starts.
    private static readonly string[] Hot = ["concurrency", "dataloader_prefetch_factor", "timeout_ms"];

    /// <summary>Observes and writes the passport.</summary>
    public async Task<Passport> WritePassportAsync(ITelemetrySource source, CancellationToken cancellationToken)
    {
        var (_, actions, _) = await ObserveAsync(source, cancellationToken);
        var passport = PassportOf(actions);
        folder.Write(PassportName, passport, ObservedJson.Default.Passport);
        return passport;
    }

    /// <summary>Observes and writes the redacted report.</summary>
    public async Task<ObserveMaxReport> WriteReportAsync(ITelemetrySource source, CancellationToken cancellationToken)
    {
        var (signals, actions, samples) = await ObserveAsync(source, cancellationToken);
        var report = new ObserveMaxReport(
            ReportTimes.Text(time.GetUtcNow()),
            signals.State,
            signals.Active,
            samples.Count,
            EnvironmentFingerprint.Of(samples).Unstable,
            [.. actions.Select((action, index) => new RedactedProposal($"P{index + 1}", action.Reason))]);
        folder.Write(ObserveMaxReport.FileName, report, ObservedJson.Default.ObserveMaxReport);
        return report;
    }

    private static async Task<(SignalSet Signals, IReadOnlyList<ProposedAction> Actions, SampleSeries Samples)> ObserveAsync(
        ITelemetrySource source, CancellationToken cancellationToken)
    {
        var batch = await source.ReadAsync(from: null, cancellationToken);
        var signals = SignalDetection.Judge(batch);
        var knobs = KnobRegistry.All.ToDictionary(knob => knob.Name, knob => knob.Default, StringComparer.Ordinal);
        return (signals, PolicyRegistry.All[0].Propose(signals, knobs), batch.Samples);
    }

    private static Passport PassportOf(IReadOnlyList<ProposedAction> actions)
    {
        var template = PassportReader.Template(Template);
        string[] knobs = [.. actions.Select(action => action.Knob).Where(name => KnobRegistry.Find(name) is not null).Distinct().Order(StringComparer.Ordinal)];
        // Advanced chords are in no passport: each use of them is approved by a person.
        string[] chords = ["NORMAL-HOLD", .. actions.Select(action => action.Chord).OfType<string>().Where(PassportVocabulary.Chords.Contains).Distinct().Order(StringComparer.Ordinal)];
        return template with
        {
            PassportId = "observe-max",
            Description = "The narrowest passport under which everything that one observation led to could be proposed.",
            AllowedChords = chords,
            AllowedActuators = new([.. knobs.Where(Hot.Contains)], [.. knobs.Except(Hot)]),
            Cooldowns = template.Cooldowns.Where(pause => chords.Contains(pause.Key)).ToDictionary(StringComparer.Ordinal),
            Gates = new(false),
        };
    }
}
