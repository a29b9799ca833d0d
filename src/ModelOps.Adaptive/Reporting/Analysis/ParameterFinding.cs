namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>What a study found about one free parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Best">Its value in the best trial, or in the answer where one was confirmed, as canonical text.</param>
/// <param name="Low">Its smallest value among the trials that fit nearly as well, or the lower end of its 95 % posterior interval, as canonical text.</param>
/// <param name="High">Its largest value among them, or the upper end.</param>
/// <param name="Share">The part of the search range between the two, from 0 to 1 on the parameter's scale; for choices the part of them that occurs.</param>
/// <param name="Determination">What follows.</param>
/// <param name="AtBound">Whether the best value, or the posterior interval, reaches to within a hundredth of an end of the range.</param>
public sealed record ParameterFinding(string Name, string Best, string Low, string High, double Share, Determination Determination, bool AtBound)
{
    /// <summary>The posterior median, as canonical text; <see langword="null"/> for a study that gives no sample, and for choices.</summary>
    public string? Median { get; init; }

    /// <summary>
    /// The part of the search range that fits nearly as well by the curvature of the loss near the best, where it is wider than the trials
    /// show; otherwise <see langword="null"/>.
    /// </summary>
    public double? ByCurvature { get; init; }
}
