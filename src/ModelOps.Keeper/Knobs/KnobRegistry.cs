namespace ModelOps.Keeper.Knobs;

/// <summary>The knobs that the keeper knows; it turns no other.</summary>
public static class KnobRegistry
{
    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<Knob> All { get; } =
    [
        new("comm_bucket_mb", 16, 512, 16, 128),
        new("concurrency", 1, 64, 1, 8),
        new("dataloader_num_workers", 1, 16, 1, 4),
        new("dataloader_prefetch_factor", 1, 8, 1, 2),
        new("grad_accum_steps", 1, 64, 1, 4),
        new("microbatch_size", 1, 256, 1, 32),
        new("timeout_ms", 1000, 60000, 500, 5000),
    ];

    /// <summary>The knob of a name; <see langword="null"/> if there is none.</summary>
    public static Knob? Find(string name) => All.FirstOrDefault(knob => knob.Name == name);
}
