namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>
/// Products of Legendre polynomials, orthonormal over the unit cube: all of a total degree up to a bound in which at most two
/// parameters take part.
/// </summary>
internal sealed class LegendreBasis
{
    private readonly int _degree;

    private LegendreBasis(int degree, IReadOnlyList<(int Parameter, int Degree)[]> terms) => (_degree, Terms) = (degree, terms);

    /// <summary>The terms, the constant first; each as its parameters with their degrees.</summary>
    public IReadOnlyList<(int Parameter, int Degree)[]> Terms { get; }

    /// <summary>The basis of a total degree from 1.</summary>
    public static LegendreBasis Of(int dimensions, int degree)
    {
        var terms = new List<(int, int)[]> { Array.Empty<(int, int)>() };
        for (var i = 0; i < dimensions; i++)
        {
            for (var p = 1; p <= degree; p++)
            {
                terms.Add([(i, p)]);
                for (var j = i + 1; j < dimensions; j++)
                {
                    for (var q = 1; p + q <= degree; q++) terms.Add([(i, p), (j, q)]);
                }
            }
        }
        return new(degree, terms);
    }

    /// <summary>How many terms there would be.</summary>
    public static long CountOf(int dimensions, int degree) =>
        1 + ((long)dimensions * degree) + ((long)dimensions * (dimensions - 1) / 2 * (degree * (degree - 1) / 2));

    /// <summary>Every term at a point.</summary>
    public double[] At(double[] place)
    {
        var values = new double[place.Length][];
        for (var i = 0; i < place.Length; i++) values[i] = Polynomials((2 * place[i]) - 1);
        var row = new double[Terms.Count];
        for (var t = 0; t < row.Length; t++)
        {
            row[t] = 1;
            foreach (var (parameter, degree) in Terms[t]) row[t] *= values[parameter][degree];
        }
        return row;
    }

    // Bonnet's recursion, each polynomial scaled by sqrt(2k + 1).
    private double[] Polynomials(double x)
    {
        var plain = new double[_degree + 1];
        plain[0] = 1;
        if (_degree > 0) plain[1] = x;
        for (var k = 1; k < _degree; k++) plain[k + 1] = ((((2 * k) + 1) * x * plain[k]) - (k * plain[k - 1])) / (k + 1);
        for (var k = 0; k <= _degree; k++) plain[k] *= Math.Sqrt((2 * k) + 1);
        return plain;
    }
}
