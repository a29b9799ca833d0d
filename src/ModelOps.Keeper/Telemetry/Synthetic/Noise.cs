namespace ModelOps.Keeper.Telemetry.Synthetic;

/// <summary>Uniform noise by the SplitMix64 generator (Steele, Lea and Flood, 2014): the same sequence everywhere.</summary>
/// <param name="seed">Where the sequence begins.</param>
internal struct Noise(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number, between minus and plus <paramref name="bound"/>.</summary>
    public double Within(double bound)
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return bound * (2 * ((z >> 11) * (1.0 / (1UL << 53))) - 1);
    }
}
