namespace ModelOps.Keeper.Loops;

/// <summary>The knobs of a workload as its Deployment has them.</summary>
/// <param name="Values">The values by the knobs' names; a knob that the Deployment doesn't name is missing.</param>
/// <param name="Error">Why they can't be relied on; <see langword="null"/> if they can.</param>
public sealed record KnobReading(IReadOnlyDictionary<string, int> Values, string? Error);
