using System.Globalization;
using ModelOps.Adaptive.Running;
using ModelOps.Cli.Output;
using ModelOps.Cli.Probes;

namespace ModelOps.Cli.Studies;

/// <summary>What a worker's probes and metrics say. Safe for several threads.</summary>
internal sealed class WorkerHealth(Progress progress) : IProgress<StudyProgress>
{
    private volatile StudyProgress _progress = new(0, null, 0, null);
    private volatile string _doing = "connecting";
    private long _commits;

    /// <summary>The worker runs its study.</summary>
    public void Running() => _doing = "running";

    /// <summary>The worker is about to end.</summary>
    public void Draining() => _doing = "draining";

    /// <inheritdoc />
    public void Report(StudyProgress value)
    {
        _progress = value;
        progress.Report(value.Trials);
        Interlocked.Increment(ref _commits);
    }

    /// <summary>The paths: alive while it answers; ready while it runs its study; the metrics in the Prometheus text format 0.0.4.</summary>
    public IReadOnlyDictionary<string, Func<ProbeAnswer>> Paths() => new Dictionary<string, Func<ProbeAnswer>>(StringComparer.Ordinal)
    {
        ["/healthz"] = () => new(Ok: true, "ok\n"),
        ["/readyz"] = () => new(_doing == "running", $"{_doing}\n"),
        ["/metrics"] = () => new(Ok: true, Metrics()),
    };

    private string Metrics()
    {
        var latest = _progress;
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Write(text, "mops_worker_ready", "gauge", "1 while the worker runs its study.", _doing == "running" ? 1 : 0);
        Write(text, "mops_worker_commits_total", "counter", "Commits of this worker since it started.", Interlocked.Read(ref _commits));
        Write(text, "mops_study_trials_told", "gauge", "Trials of the study with a result.", latest.Trials);
        Write(text, "mops_study_trials_failed", "gauge", "Those of them that failed or timed out.", latest.Failed);
        if (latest.MaxTrials is { } most) Write(text, "mops_study_trials_max", "gauge", "The most trials that the study may have.", most);
        if (latest.Best is { } best) Write(text, "mops_study_best_loss", "gauge", "The smallest loss so far.", best);
        return text.ToString();
    }

    private static void Write(StringWriter text, string name, string type, string help, double value)
    {
        text.WriteLine($"# HELP {name} {help}");
        text.WriteLine($"# TYPE {name} {type}");
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));
    }
}
