using System.Globalization;

namespace ModelOps.Testing.Studies;

/// <summary>How often a fault campaign is repeated, each time from another seed.</summary>
public static class Cycles
{
    /// <summary>The seeds: as many as <c>MOPS_TEST_CYCLES</c> says, or the given number of them.</summary>
    public static IEnumerable<ulong> Of(int usually)
    {
        var asked = Environment.GetEnvironmentVariable("MOPS_TEST_CYCLES");
        var count = asked is { Length: > 0 } ? int.Parse(asked, NumberStyles.None, CultureInfo.InvariantCulture) : usually;
        return Enumerable.Range(1, count).Select(seed => (ulong)seed);
    }
}
