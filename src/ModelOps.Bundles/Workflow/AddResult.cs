namespace ModelOps.Bundles.Workflow;

/// <summary>What became of paths that were to be tracked.</summary>
/// <param name="Added">Paths that are tracked now and were not before, sorted.</param>
/// <param name="Ignored">Named files that the ignore rules exclude; they were not added.</param>
/// <param name="Tracked">How many paths are tracked now.</param>
public sealed record AddResult(IReadOnlyList<string> Added, IReadOnlyList<string> Ignored, int Tracked);
