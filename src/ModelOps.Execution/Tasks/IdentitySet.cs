namespace ModelOps.Execution.Tasks;

/// <summary>
/// A set of identities, which are parts of hashes and so spread evenly. It takes 16 to 32 bytes for each, and grows in small steps:
/// the memory of a run must hardly depend on how many tasks it has.
/// </summary>
internal sealed class IdentitySet
{
    private const int Parts = 256;
    private const int FirstSize = 16;

    private readonly UInt128[][] _slots = new UInt128[Parts][];
    private readonly int[] _counts = new int[Parts];

    /// <summary>Adds an identity; <see langword="false"/> if it is there.</summary>
    public bool Add(UInt128 identity)
    {
        // Zero marks a free slot; no hash is zero.
        if (identity == UInt128.Zero) identity = UInt128.One;
        var part = (int)(uint)(identity >> 120);
        var slots = _slots[part] ??= new UInt128[FirstSize];
        var slot = Find(slots, identity);
        if (slots[slot] == identity) return false;
        slots[slot] = identity;
        if (++_counts[part] > slots.Length / 4 * 3) _slots[part] = Larger(slots);
        return true;
    }

    // Half as much again, so that little is free.
    private static UInt128[] Larger(UInt128[] slots)
    {
        var larger = new UInt128[slots.Length * 3 / 2];
        foreach (var identity in slots)
        {
            if (identity != UInt128.Zero) larger[Find(larger, identity)] = identity;
        }
        return larger;
    }

    private static int Find(UInt128[] slots, UInt128 identity)
    {
        var slot = (int)((ulong)identity % (ulong)slots.Length);
        while (slots[slot] != UInt128.Zero && slots[slot] != identity) slot = slot + 1 == slots.Length ? 0 : slot + 1;
        return slot;
    }
}
