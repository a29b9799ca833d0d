namespace ModelOps.Adaptive.Coverage;

/// <summary>What a check is of, and how its synthetic data come about.</summary>
/// <param name="Run">The run.</param>
/// <param name="StudyDigest">The study digest of the run, as text: another study of the same name has other checks.</param>
/// <param name="Truths">Where the truths come from.</param>
/// <param name="Intervals">What is judged.</param>
/// <param name="HasChance">Whether the model gives other data with another seed.</param>
/// <param name="Noise">In words, what is added to a simulation so that it is like data; empty if nothing is.</param>
public sealed record CoverageSubject(string Run, string StudyDigest, TruthSource Truths, IntervalKind Intervals, bool HasChance, string Noise);
