using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Trials;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>A completed trial with its point of the unit cube.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Place">One coordinate from 0 to 1 a free parameter, in their order.</param>
internal sealed record Candidate(Trial Trial, double[] Place)
{
    /// <summary>The loss; finite.</summary>
    public double Loss => Trial.Result!.Loss;

    /// <summary>
    /// The coordinate to draw: of a value that owns a slice of the axis some place in it, which follows from the trial's number, so that
    /// trials with equal values do not hide each other.
    /// </summary>
    public double Spread(SearchParameter parameter, int index)
    {
        var slices = parameter switch
        {
            CategoricalParameter choice => choice.Choices.Count,
            IntParameter { Scale: ParameterScale.Linear, Count: <= 30 } whole => whole.Count,
            _ => 0,
        };
        // Multiples of the golden ratio are spread evenly (Weyl 1916).
        var turn = Trial.Number * 0.6180339887498949;
        return slices == 0 ? Place[index] : Place[index] + ((turn - Math.Floor(turn) - 0.5) * 0.5 / slices);
    }
}
