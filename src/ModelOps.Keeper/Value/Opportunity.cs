using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Value;

/// <summary>What might be won if the trouble of a window were cured, by rule of thumb; each number is to six decimals.</summary>
/// <param name="Hours">Hours of the window.</param>
/// <param name="Tokens">Items at the mean throughput.</param>
/// <param name="Usd">US dollars; 0 if the price is not known.</param>
/// <param name="Assumptions">What the numbers rest on.</param>
public sealed record Opportunity(double Hours, double Tokens, double Usd, OpportunityAssumptions Assumptions)
{
    private const double SharePerSignal = 0.05;
    private const double LargestShare = 0.30;
    private const double SecondsPerHour = 3600;
    private const double MsPerSecond = 1000;
    private const int Decimals = 6;

    /// <summary>Of a window.</summary>
    public static Opportunity Of(SignalSet signals, SampleSeries samples, CostModel cost)
    {
        var active = signals.Active.Count(name => name != SignalSet.IncidentState);
        var share = Math.Min(LargestShare, SharePerSignal * active);
        var window = samples.Count == 0 ? 0 : (samples.TimestampMs(samples.Count - 1) - samples.TimestampMs(0)) / MsPerSecond;
        var throughput = Enumerable.Range(0, samples.Count).Select(samples.Throughput).Where(value => value > 0).DefaultIfEmpty(0).Average();
        var hours = window / SecondsPerHour * share;
        var usd = hours * (cost.UsdPerGpuHour ?? 0) * cost.GpusPerJob;
        return new(
            Math.Round(hours, Decimals),
            Math.Round(throughput * window * share, Decimals),
            Math.Round(usd, Decimals),
            new(active, share, window, Math.Round(throughput, Decimals), cost.UsdPerGpuHour ?? 0, cost.GpusPerJob));
    }
}
