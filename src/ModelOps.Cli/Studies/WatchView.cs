using System.Globalization;
using ModelOps.Adaptive.Trials;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ModelOps.Cli.Studies;

/// <summary>A watched study for people: some lines on a terminal, or one plain line.</summary>
internal static class WatchView
{
    private const int CurveWidth = 48;
    private const string Levels = "▁▂▃▄▅▆▇█";
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(30);

    /// <summary>One line: "120 of 300 trials, 12.3/s, 0:15 left, 2 failed, best 276.7 (trial 82)".</summary>
    public static string Line(WatchedStudy study) => string.Join(", ", Words(study));

    /// <summary>The view for a terminal.</summary>
    public static IRenderable Of(WatchedStudy study)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Row(grid, "run", study.State.Header.Run);
        Row(grid, "trials", Progress(study).Bar(study.State.ToldTrials, study.Time));
        Row(grid, "simulations", Number(study.Simulations));
        Row(grid, "failed", Number(study.State.FailedTrials));
        if (study.State.Best is { } best)
        {
            Row(grid, "best", $"{ParameterValue.From(best.Result!.Loss).Canonical}, trial {best.Number}");
            foreach (var (name, value) in best.Parameters.Values) Row(grid, "", $"{name} = {value.Canonical}");
            Row(grid, "best so far", Curve(study.State.Trials));
        }
        if (study.Unchanged > Stalled) Row(grid, "", $"nothing new for {study.Unchanged.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s: is its process still running?");
        return grid;
    }

    /// <summary>The best loss so far over the trials told, from the first to now, as a row of blocks.</summary>
    internal static string Curve(IReadOnlyList<Trial> trials)
    {
        var sofar = new List<double>();
        foreach (var trial in trials.Where(trial => trial.Result is { Status: TrialStatus.Completed }))
            sofar.Add(sofar.Count > 0 ? Math.Min(sofar[^1], trial.Result!.Loss) : trial.Result!.Loss);
        if (sofar.Count == 0) return "";
        var width = Math.Min(CurveWidth, sofar.Count);
        var (most, least) = (sofar[0], sofar[^1]);
        return string.Concat(Enumerable.Range(0, width).Select(i => LevelOf(sofar[(int)((long)(i + 1) * sofar.Count / width) - 1])));

        // Halves, so that the difference of two very large losses stays finite.
        char LevelOf(double loss) => most > least ? Levels[(int)Math.Round((loss / 2 - least / 2) / (most / 2 - least / 2) * (Levels.Length - 1))] : Levels[0];
    }

    private static IEnumerable<string> Words(WatchedStudy study)
    {
        yield return Progress(study).Line(study.State.ToldTrials, study.Time);
        if (study.State.FailedTrials > 0) yield return $"{Number(study.State.FailedTrials)} failed";
        if (study.State.Best is { } best) yield return $"best {ParameterValue.From(best.Result!.Loss).Canonical} (trial {best.Number})";
    }

    private static ProgressText Progress(WatchedStudy study) => new("trials", study.MaxTrials, study.TrialsBefore);

    // Text, never markup: names are the user's.
    private static void Row(Grid grid, string name, string value) => grid.AddRow(new Text(name), new Text(value));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
