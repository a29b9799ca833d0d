using System.Globalization;

namespace ModelOps.Testing.Studies;

/// <summary>How often a fault campaign is repeated, each time from another seed.</summary>
public static class Cycles
{
    /// <summary>The seeds: as many as <c>MOPS_TEST_CYCLES</c> says, or the given number of them.</summary>
    /// <param name="usually">How many if the variable is not set.</param>
    /// <param name="weight">How many cycles of a usual length one takes: so many times fewer are run than asked, at least one.</param>
    public static IEnumerable<ulong> Of(int usually, int weight = 1)
    {
        var asked = Environment.GetEnvironmentVariable("MOPS_TEST_CYCLES");
        var count = asked is { Length: > 0 } ? Math.Max(1, int.Parse(asked, NumberStyles.None, CultureInfo.InvariantCulture) / weight) : usually;
        return Enumerable.Range(1, count).Select(seed => (ulong)seed);
    }
}
