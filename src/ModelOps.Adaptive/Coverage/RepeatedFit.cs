namespace ModelOps.Adaptive.Coverage;

/// <summary>A fit of synthetic data whose truth is known.</summary>
/// <param name="Number">Its number in the check, from 0; truth, data and fit follow from it and the study.</param>
/// <param name="Truth">The parameters as canonical text.</param>
/// <param name="Redrawn">How many truths before it gave no data, because the model failed there.</param>
/// <param name="Trials">How many trials the fit took.</param>
/// <param name="Digest">The study digest of the fit, as text.</param>
/// <param name="Parameters">Every free parameter that is a number, in the order of the space.</param>
public sealed record RepeatedFit(int Number, string Truth, int Redrawn, int Trials, string Digest, IReadOnlyList<Recovery> Parameters);
