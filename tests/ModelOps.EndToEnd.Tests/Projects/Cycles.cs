using System.Globalization;

namespace ModelOps.EndToEnd.Tests.Projects;

/// <summary>How often a fault campaign repeats itself.</summary>
internal static class Cycles
{
    /// <summary>What the variable <c>MOPS_TEST_CYCLES</c> says, otherwise what fits a usual run.</summary>
    public static int Or(int usual) =>
        Environment.GetEnvironmentVariable("MOPS_TEST_CYCLES") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
