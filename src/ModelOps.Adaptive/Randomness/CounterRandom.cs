using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Randomness;

/// <summary>
/// A stream of random numbers that is a pure function of (seed, purpose, index): nothing but its position is state, and streams of
/// different keys are independent. Not safe for concurrent use.
/// </summary>
/// <param name="seed">The study's seed.</param>
/// <param name="purpose">What the numbers are for, so that two uses of one seed and index differ.</param>
/// <param name="index">The round, or another number of the use.</param>
public sealed class CounterRandom(ulong seed, uint purpose, uint index)
{
    private const double TwoToMinus53 = 1.0 / 9007199254740992;
    private const double TwoToMinus52 = 1.0 / 4503599627370496;

    private ulong _block;
    private ulong? _spare;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }
        var (w0, w1, w2, w3) = Philox.Block(((uint)_block, (uint)(_block >> 32), index, purpose), ((uint)seed, (uint)(seed >> 32)));
        _block++;
        _spare = ((ulong)w3 << 32) | w2;
        return ((ulong)w1 << 32) | w0;
    }

    /// <summary>A uniform number from [0, 1), a multiple of 2^-53.</summary>
    public double NextUniform() => (NextBits() >> 11) * TwoToMinus53;

    /// <summary>A uniform number from (0, 1), an odd multiple of 2^-53.</summary>
    public double NextOpenUniform() => ((NextBits() >> 12) + 0.5) * TwoToMinus52;

    /// <summary>A standard normal number, by inversion; at most 8.21 in magnitude.</summary>
    public double NextGaussian() => NormalDistribution.Quantile(NextOpenUniform());

    /// <summary>An integer from 0 to <paramref name="bound"/> - 1, each equally likely.</summary>
    /// <remarks>Multiply and reject: Lemire, Fast Random Integer Generation in an Interval (ACM TOMACS 29, 2019).</remarks>
    /// <param name="bound">At least 1.</param>
    public ulong NextBelow(ulong bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        var high = Math.BigMul(NextBits(), bound, out var low);
        if (low >= bound) return high;
        var threshold = (0 - bound) % bound;
        while (low < threshold) high = Math.BigMul(NextBits(), bound, out low);
        return high;
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in an order of which each is equally likely (Fisher and Yates).</summary>
    public int[] NextPermutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = (int)NextBelow((ulong)i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
