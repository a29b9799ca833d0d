namespace ModelOps.Adaptive.Search.NelderMead;

/// <summary>A vertex of a simplex.</summary>
/// <param name="Place">Its coordinates.</param>
/// <param name="Loss">Infinite if its trial failed.</param>
internal sealed record Vertex(double[] Place, double Loss);
