using System.Globalization;

namespace ModelOps.Contracts.Quantities;

/// <summary>Lengths of time as people write them.</summary>
public static class Seconds
{
    /// <summary>A length of time in seconds, to the millisecond: <c>0.5 s</c>, <c>600 s</c>.</summary>
    public static string Text(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s");
}
