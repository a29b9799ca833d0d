namespace ModelOps.Adaptive.Search.Surface;

/// <summary>A polynomial in some variables: a sum of products of at most three of them.</summary>
/// <param name="terms">Each the variables of a product, one that occurs twice twice; the empty one is the constant.</param>
/// <param name="coefficients">One a term.</param>
internal sealed class Polynomial(IReadOnlyList<int[]> terms, double[] coefficients)
{
    /// <summary>All terms up to a degree, the constant first.</summary>
    /// <param name="variables">The number of variables.</param>
    /// <param name="degree">2 or 3.</param>
    public static IReadOnlyList<int[]> Terms(int variables, int degree)
    {
        List<int[]> terms = [[]];
        var from = 0;
        for (var d = 1; d <= degree; d++)
        {
            var upTo = terms.Count;
            for (var i = from; i < upTo; i++)
            {
                for (var v = terms[i].LastOrDefault(); v < variables; v++) terms.Add([.. terms[i], v]);
            }
            from = upTo;
        }
        return terms;
    }

    /// <summary>The product of a term at a place.</summary>
    public static double Product(int[] term, double[] place)
    {
        var product = 1.0;
        foreach (var variable in term) product *= place[variable];
        return product;
    }

    /// <summary>The value at a place.</summary>
    public double At(double[] place)
    {
        var sum = 0.0;
        for (var t = 0; t < terms.Count; t++) sum += coefficients[t] * Product(terms[t], place);
        return sum;
    }

    /// <summary>The first derivatives at a place.</summary>
    public double[] Slope(double[] place)
    {
        var slope = new double[place.Length];
        for (var t = 0; t < terms.Count; t++)
        {
            var term = terms[t];
            for (var i = 0; i < term.Length; i++) slope[term[i]] += coefficients[t] * ProductWithout(term, place, i, i);
        }
        return slope;
    }

    /// <summary>The second derivatives at a place.</summary>
    public double[,] Curvature(double[] place)
    {
        var curvature = new double[place.Length, place.Length];
        for (var t = 0; t < terms.Count; t++)
        {
            var term = terms[t];
            for (var i = 0; i < term.Length; i++)
            {
                for (var j = 0; j < term.Length; j++)
                {
                    if (i != j) curvature[term[i], term[j]] += coefficients[t] * ProductWithout(term, place, i, j);
                }
            }
        }
        return curvature;
    }

    private static double ProductWithout(int[] term, double[] place, int first, int second)
    {
        var product = 1.0;
        for (var k = 0; k < term.Length; k++)
        {
            if (k != first && k != second) product *= place[term[k]];
        }
        return product;
    }
}
