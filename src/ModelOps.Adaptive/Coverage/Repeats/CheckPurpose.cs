namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>What a check draws random numbers for: a part of the key of its stream beside the search's own purposes, so the values never change.</summary>
internal enum CheckPurpose : uint
{
    /// <summary>Truths and the seeds of their simulations, by repeat.</summary>
    Truths = 0x10001,

    /// <summary>The noise of synthetic data, by repeat.</summary>
    Noise = 0x10002,

    /// <summary>The seed of the repeated search, by repeat.</summary>
    Searches = 0x10003,

    /// <summary>The seeds of the simulations that show whether the model has chance in it.</summary>
    Chance = 0x10004,
}
