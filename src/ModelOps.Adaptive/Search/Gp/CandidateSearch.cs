using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>Looks for the place of the largest value of a function: among random candidates first, then uphill from the best of them.</summary>
/// <param name="space">The space.</param>
/// <param name="random">The numbers of this search.</param>
internal sealed class CandidateSearch(SearchSpace space, CounterRandom random)
{
    private const int Candidates = 300;
    private const int Climbs = 3;
    private const int Steps = 40;

    // In more dimensions than this a candidate leaves some coordinates as they are.
    private const double MovedAtOnce = 20;

    /// <summary>The best place found.</summary>
    /// <param name="centre">The middle of the box that most candidates come from.</param>
    /// <param name="reach">Half of the box's sides.</param>
    /// <param name="value">What is to be large.</param>
    public double[] Find(double[] centre, double[] reach, Func<double[], double> value)
    {
        var candidates = new List<(double Value, double[] Place)>(Candidates);
        for (var i = 0; i < Candidates; i++)
        {
            var place = Near(centre, centre, reach, i % 2 == 0 ? 1 : 0.25);
            candidates.Add((value(place), place));
        }
        var best = candidates.OrderByDescending(candidate => candidate.Value).Take(Climbs).ToList();
        return best.ConvertAll(start => Climb(start, centre, reach, value)).MaxBy(climbed => climbed.Value).Place;
    }

    private (double Value, double[] Place) Climb((double Value, double[] Place) start, double[] centre, double[] reach, Func<double[], double> value)
    {
        var (best, step) = (start, 0.3);
        for (var i = 0; i < Steps; i++)
        {
            var place = Near(best.Place, centre, reach, step);
            var found = value(place);
            // The one-fifth rule: a step that keeps a fifth of its trials successful.
            step *= found > best.Value ? 1.5 : 0.9;
            if (found > best.Value) best = (found, place);
        }
        return best;
    }

    // A place near another one, in the box.
    private double[] Near(double[] from, double[] centre, double[] reach, double part)
    {
        var place = new double[centre.Length];
        var chance = Math.Min(1, MovedAtOnce / place.Length);
        for (var i = 0; i < place.Length; i++)
        {
            var moved = random.NextUniform() < chance;
            var shift = (2 * random.NextUniform()) - 1;
            place[i] = !moved ? from[i] : Move(i, from[i], part * reach[i] * shift, centre[i], reach[i]);
        }
        return place;
    }

    // A choice becomes any other with a probability that follows the box.
    private double Move(int dimension, double from, double shift, double centre, double reach)
    {
        if (space.Free[dimension] is not CategoricalParameter)
            return space.Snap(dimension, Math.Clamp(from + shift, Math.Max(0, centre - reach), Math.Min(1, centre + reach)));
        var isSwitched = random.NextUniform() < Math.Clamp(reach, 0.1, 0.5);
        return isSwitched ? space.Snap(dimension, random.NextUniform()) : from;
    }
}
