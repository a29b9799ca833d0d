using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>A study that was fitted.</summary>
/// <param name="State">The study, ended.</param>
/// <param name="Posterior">Its weighted sample; empty where the algorithm gives none.</param>
internal sealed record Fit(StudyState State, IReadOnlyList<WeightedPoint> Posterior);
