using ModelOps.Adaptive.Objectives;
using ModelOps.Contracts.Digests;

namespace ModelOps.Adaptive.Specs;

/// <summary>A target with its observations.</summary>
/// <param name="Definition">What is compared, and how.</param>
/// <param name="Observed">What was observed.</param>
/// <param name="ObservedDigest">The digest of the observed file's bytes, which stands for it in the spec digest.</param>
public sealed record TargetSpec(TargetDefinition Definition, ObservedData Observed, Digest ObservedDigest);
