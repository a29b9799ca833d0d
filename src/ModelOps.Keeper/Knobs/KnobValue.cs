namespace ModelOps.Keeper.Knobs;

/// <summary>The present value of a knob.</summary>
/// <param name="Knob">The knob's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Origin">How it is known.</param>
public sealed record KnobValue(string Knob, int Value, KnobOrigin Origin)
{
    /// <summary>All knobs: what the cluster says, else what a rehearsal set, else what is usual.</summary>
    /// <param name="cluster">The values read; <see langword="null"/> if the cluster was not asked.</param>
    /// <param name="rehearsed">The values that a rehearsal set; not minded where the cluster was asked.</param>
    public static IReadOnlyList<KnobValue> All(IReadOnlyDictionary<string, int>? cluster, IReadOnlyDictionary<string, int> rehearsed) =>
    [
        .. KnobRegistry.All.Select(knob =>
            cluster is not null && cluster.TryGetValue(knob.Name, out var read) ? new KnobValue(knob.Name, read, KnobOrigin.Cluster)
            : cluster is null && rehearsed.TryGetValue(knob.Name, out var set) ? new KnobValue(knob.Name, set, KnobOrigin.Rehearsed)
            : new KnobValue(knob.Name, knob.Default, KnobOrigin.Assumed)),
    ];
}
