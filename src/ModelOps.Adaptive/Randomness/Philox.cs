namespace ModelOps.Adaptive.Randomness;

/// <summary>
/// Philox4x32-10: a keyed bijection of 128-bit counters whose outputs pass for random. Salmon, Moraes, Dror and Shaw, Parallel Random
/// Numbers: As Easy as 1, 2, 3 (SC 2011), section 3.3.
/// </summary>
public static class Philox
{
    private const int Rounds = 10;
    private const uint MultiplierA = 0xD2511F53;
    private const uint MultiplierB = 0xCD9E8D57;

    // Weyl steps of the key: the golden ratio and sqrt(3) - 1, as 32-bit fractions.
    private const uint KeyStepA = 0x9E3779B9;
    private const uint KeyStepB = 0xBB67AE85;

    /// <summary>The four 32-bit words at a counter.</summary>
    public static (uint W0, uint W1, uint W2, uint W3) Block((uint W0, uint W1, uint W2, uint W3) counter, (uint K0, uint K1) key)
    {
        var (c0, c1, c2, c3) = counter;
        var (k0, k1) = key;
        for (var round = 0; round < Rounds; round++)
        {
            var a = (ulong)MultiplierA * c0;
            var b = (ulong)MultiplierB * c2;
            (c0, c1, c2, c3) = ((uint)(b >> 32) ^ c1 ^ k0, (uint)b, (uint)(a >> 32) ^ c3 ^ k1, (uint)a);
            k0 += KeyStepA;
            k1 += KeyStepB;
        }
        return (c0, c1, c2, c3);
    }
}
