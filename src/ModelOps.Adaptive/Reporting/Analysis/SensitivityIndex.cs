namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>How much of the loss's variation over the search space a parameter causes (Sobol 1993).</summary>
/// <param name="Name">The parameter.</param>
/// <param name="FirstOrder">By itself, from 0 to 1.</param>
/// <param name="Total">By itself and together with others, from 0 to 1.</param>
public sealed record SensitivityIndex(string Name, double FirstOrder, double Total);
