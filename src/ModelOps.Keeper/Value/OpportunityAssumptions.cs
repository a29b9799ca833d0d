namespace ModelOps.Keeper.Value;

/// <summary>What an <see cref="Opportunity"/> rests on.</summary>
/// <param name="ActiveSignals">How many signals are on.</param>
/// <param name="OpportunityFraction">The share of the window that is thought to be lost.</param>
/// <param name="BaselineWindowS">The window's length in seconds.</param>
/// <param name="ThroughputAvgPerS">The mean throughput, where it is known.</param>
/// <param name="GpuHourUsd">The price; 0 for unknown.</param>
/// <param name="GpuCount">The GPUs; 0 for unknown.</param>
public sealed record OpportunityAssumptions(
    int ActiveSignals, double OpportunityFraction, double BaselineWindowS, double ThroughputAvgPerS, double GpuHourUsd, int GpuCount)
{
    /// <summary>The rule's name.</summary>
    public string Model { get; } = "heuristic_v1";

    /// <summary>What throughput counts.</summary>
    public string ThroughputUnit { get; } = "items_per_second";

    /// <summary>The rule.</summary>
    public IReadOnlyDictionary<string, string> Formulas { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["hours"] = "baseline_window_s / 3600 * opportunity_fraction",
        ["tokens"] = "throughput_avg_per_s * baseline_window_s * opportunity_fraction",
        ["usd"] = "hours * gpu_hour_usd * gpu_count",
    };

    /// <summary>How to read it.</summary>
    public IReadOnlyList<string> Notes { get; } = ["opportunity_fraction is 0.05 for each active signal, at most 0.30: an order of magnitude, not a forecast"];
}
