namespace ModelOps.Adaptive.Evaluation;

/// <summary>What the targets need of a completed replicate.</summary>
/// <param name="Signals">For each target with observations the simulated values at them.</param>
/// <param name="Tables">The replicate's tables, each an Arrow IPC stream; empty if no target of the user's reads them.</param>
public sealed record ReplicateOutput(double[][] Signals, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Tables);
