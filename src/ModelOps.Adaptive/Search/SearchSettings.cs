using System.Text.Json;

namespace ModelOps.Adaptive.Search;

/// <summary>What a study's spec says about its search, beside the space.</summary>
/// <param name="Seed">The study's seed, any of the 2^64 values.</param>
/// <param name="BatchSize">The trials a round has room for, at least 1; <c>cmaes</c> takes no smaller population.</param>
/// <param name="MaxTrials">The most trials of the study. The caller stops there; only <c>lhs</c> needs it, as the size of its design.</param>
/// <param name="Options">The algorithm's own options by name; an unknown one is code <c>unknown_option</c>.</param>
public sealed record SearchSettings(ulong Seed, int BatchSize, int? MaxTrials, IReadOnlyDictionary<string, JsonElement> Options)
{
    /// <summary>
    /// The trials that all limits together leave room for, so that a search may keep some for its end; <see cref="MaxTrials"/> unless set.
    /// </summary>
    public int? Budget { get; init; } = MaxTrials;
}
