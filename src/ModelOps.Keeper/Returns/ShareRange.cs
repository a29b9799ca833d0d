namespace ModelOps.Keeper.Returns;

/// <summary>A range of a share or an amount.</summary>
/// <param name="Low">The cautious end.</param>
/// <param name="High">The hopeful end.</param>
public sealed record ShareRange(double Low, double High);
