namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>How two parameters go together among the trials that fit nearly as well as the best.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Coefficient">Pearson's, on the parameters' scales; from -1 to 1.</param>
public sealed record Correlation(string First, string Second, double Coefficient)
{
    /// <summary>From here on only a combination of the two is determined.</summary>
    public const double Strong = 0.95;

    internal static double Of(Elite elite, int first, int second)
    {
        double meanFirst = 0, meanSecond = 0, squareFirst = 0, squareSecond = 0, product = 0;
        foreach (var (i, member) in elite.Members.Index())
        {
            meanFirst += elite.WeightOf(i) * member.Place[first];
            meanSecond += elite.WeightOf(i) * member.Place[second];
        }
        foreach (var (i, member) in elite.Members.Index())
        {
            var (a, b, weight) = (member.Place[first] - meanFirst, member.Place[second] - meanSecond, elite.WeightOf(i));
            squareFirst += weight * a * a;
            squareSecond += weight * b * b;
            product += weight * a * b;
        }
        return squareFirst > 0 && squareSecond > 0 ? product / Math.Sqrt(squareFirst * squareSecond) : 0;
    }
}
