namespace ModelOps.Adaptive.Search.Tpe;

/// <summary>A place in the unit cube that a kernel stands on.</summary>
/// <param name="Place">One coordinate a free parameter; integers and choices in the middles of their slices.</param>
/// <param name="Least">The least deviation of a kernel in each coordinate: half the slice of an integer, 0 for the others.</param>
internal sealed record ParzenPoint(double[] Place, double[] Least);
