using System.Globalization;

namespace ModelOps.Bench.Tables;

/// <summary>Bytes a second of several kinds of work, done in turn so that a busy machine slows them alike.</summary>
internal static class Rates
{
    /// <summary>A cell for each kind of work; a dash for one that does not apply.</summary>
    public static IEnumerable<string> Measure(IReadOnlyList<Action?> work, int bytes, int runs)
    {
        var seconds = work.Select(_ => new List<double>()).ToList();
        for (var run = 0; run <= runs; run++)
        {
            for (var i = 0; i < work.Count; i++)
            {
                if (work[i] is not { } action) continue;
                GC.Collect();
                var start = TimeProvider.System.GetTimestamp();
                action();
                if (run > 0) seconds[i].Add(TimeProvider.System.GetElapsedTime(start).TotalSeconds);
            }
        }
        return seconds.Select(times => Cell([.. times.Select(time => bytes / time / 1e9)]));
    }

    /// <summary>Median, least and greatest of some rates in GB/s.</summary>
    public static string Cell(List<double> rates)
    {
        rates.Sort();
        return rates.Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{rates[rates.Count / 2]:G3} ({rates[0]:G3}, {rates[^1]:G3})");
    }
}
