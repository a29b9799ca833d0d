namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>How two parameters go together among the trials that fit nearly as well as the best.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Coefficient">Pearson's, on the parameters' scales; from -1 to 1.</param>
public sealed record Correlation(string First, string Second, double Coefficient)
{
    /// <summary>From here on only a combination of the two is determined.</summary>
    public const double Strong = 0.95;

    internal static double Of(IReadOnlyList<Candidate> members, int first, int second)
    {
        var (meanFirst, meanSecond) = (members.Average(member => member.Place[first]), members.Average(member => member.Place[second]));
        double squareFirst = 0, squareSecond = 0, product = 0;
        foreach (var member in members)
        {
            var (a, b) = (member.Place[first] - meanFirst, member.Place[second] - meanSecond);
            squareFirst += a * a;
            squareSecond += b * b;
            product += a * b;
        }
        return squareFirst > 0 && squareSecond > 0 ? product / Math.Sqrt(squareFirst * squareSecond) : 0;
    }
}
