namespace ModelOps.Adaptive.Coverage;

/// <summary>One parameter of one repeated fit: what it was, and what the fit says.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Truth">The value that the synthetic data were simulated with.</param>
/// <param name="Estimate">The posterior median, or the value of the fit's answer; <see langword="null"/> if the fit has neither.</param>
/// <param name="Interval">The 95 % interval or the range; <see langword="null"/> if the fit gives none.</param>
/// <param name="Middle">The 50 % interval of a posterior; otherwise <see langword="null"/>.</param>
/// <param name="Error">The estimate minus the truth, as a part of the search range on the parameter's scale; from -1 to 1; <see langword="null"/> without one.</param>
public sealed record Recovery(string Name, double Truth, double? Estimate, Interval? Interval, Interval? Middle, double? Error);
