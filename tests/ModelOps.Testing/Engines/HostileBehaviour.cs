namespace ModelOps.Testing.Engines;

/// <summary>How badly a <see cref="HostileEngine"/> behaves. All choices follow from the seed, so that a failure can be repeated.</summary>
/// <param name="Seed">The seed of the choices.</param>
public sealed record HostileBehaviour(ulong Seed)
{
    /// <summary>How many tasks it holds back to answer them in another order. Default 0: each is answered at once.</summary>
    public int HeldBack { get; init; }

    /// <summary>How many of a hundred answers it gives a second time, at once or later.</summary>
    public int PercentRepeated { get; init; }

    /// <summary>How many of a hundred answers it never gives.</summary>
    public int PercentLost { get; init; }

    /// <summary>How many of a hundred answers it precedes by one to a task that nobody gave it.</summary>
    public int PercentUnknown { get; init; }

    /// <summary>All of it.</summary>
    public static HostileBehaviour Worst(ulong seed) =>
        new(seed) { HeldBack = 7, PercentRepeated = 20, PercentLost = 8, PercentUnknown = 10 };
}
