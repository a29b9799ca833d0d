using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Search.Gp;

namespace ModelOps.Adaptive.Search.Surface;

/// <summary>
/// What all trials around the least loss tell of its place (Box and Wilson, On the Experimental Attainment of Optimum Conditions, 1951): a
/// polynomial of degree 2 or 3 through the losses or their squares, whichever is likeliest, in an ellipsoid on whose surface the loss
/// is clearly above what chance makes of it at the least. There a trial tells more of the place of the least than at the place itself,
/// where the loss is flat.
/// </summary>
internal sealed class ResponseSurface
{
    // How high the loss is on the surface, in deviations of a loss at the least: lower, chance hides the shape; higher, a polynomial does not have it.
    private const double Height = 5;

    // Trials from a little outside tell of the terms of a higher degree.
    private const double Reach = 1.7;
    private const int MostPlaces = 800;

    // Of a polynomial of degree 3: more of them cost much, and no budget determines them.
    private const int MostCoefficients = 100;
    private const int Turns = 3;
    private const double LargestChange = 2;

    private readonly IReadOnlyList<IReadOnlyList<int[]>> _degrees;
    private Ellipsoid _region;

    /// <param name="good">Some places whose losses are small, more than coordinates.</param>
    public ResponseSurface(IReadOnlyList<double[]> good)
    {
        _region = Ellipsoid.Around(good);
        _degrees = [.. new[] { 2, 3 }.Select(degree => Polynomial.Terms(Least.Length, degree)).Where((terms, i) => i == 0 || terms.Count <= MostCoefficients)];
    }

    /// <summary>How many coefficients a polynomial of degree 2 has.</summary>
    public static int Coefficients(int variables) => (variables + 1) * (variables + 2) / 2;

    /// <summary>Where the least loss is expected.</summary>
    public double[] Least => _region.Centre;

    /// <summary>The place in the ellipsoid at coordinates whose length is at most 1.</summary>
    public double[] At(double[] coordinates) => _region.At(coordinates);

    /// <summary>Moves and reshapes the ellipsoid by what is known; leaves it as it is if that is too little.</summary>
    /// <param name="places">Places in the cube.</param>
    /// <param name="losses">Their losses, finite.</param>
    public void Fit(IReadOnlyList<double[]> places, IReadOnlyList<double> losses)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            var near = Near(places);
            if (Likeliest([.. near.Select(entry => entry.Coordinates)], [.. near.Select(entry => losses[entry.Index])]) is not { } fit) return;
            var least = Descent.From(new double[Least.Length], fit.Polynomial, Allowed);
            var shape = SymmetricEigen.Of(fit.Polynomial.Curvature(least));
            var height = Height * Math.Sqrt(fit.LeastVariance);
            var lengths = Array.ConvertAll(shape.Values, value => value <= 0 ? LargestChange : Math.Sqrt(2 * height / value));
            _region = _region.Reshaped(_region.At(least), shape, Array.ConvertAll(lengths, length => Math.Clamp(length, 1 / LargestChange, LargestChange)));
        }
    }

    // The place nearest to the coordinates that is in the cube.
    private double[] Allowed(double[] coordinates) => _region.CoordinatesOf(Array.ConvertAll(_region.At(coordinates), value => Math.Clamp(value, 0, 1)));

    private List<(int Index, double[] Coordinates)> Near(IReadOnlyList<double[]> places)
    {
        var few = 3 * Coefficients(Least.Length);
        return [.. places
            .Select((place, index) => (Index: index, Coordinates: _region.CoordinatesOf(place)))
            .Select(entry => (entry.Index, entry.Coordinates, Square: entry.Coordinates.Sum(value => value * value)))
            .OrderBy(entry => entry.Square)
            .TakeWhile((entry, i) => i < few || (entry.Square <= Reach * Reach && i < MostPlaces))
            .Select(entry => (entry.Index, entry.Coordinates))];
    }

    private SurfaceFit? Likeliest(List<double[]> places, List<double> losses)
    {
        SurfaceFit? best = null;
        var least = double.PositiveInfinity;
        foreach (var scale in LossScale.OfSurface(losses))
        {
            foreach (var terms in _degrees)
            {
                if (places.Count < 2 * terms.Count) continue;
                if (SurfaceFit.Of(places, terms, scale.Values) is not { } fit) continue;
                var cost = fit.Cost - (2 * scale.LogSlope);
                if (cost < least) (best, least) = (fit, cost);
            }
        }
        return best;
    }
}
