using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Cmaes;

/// <summary>
/// The strategy parameters of CMA-ES for a dimension and a population: table 1 of Hansen, The CMA Evolution Strategy: A Tutorial
/// (arXiv:1604.00772), with negative weights. Names are the tutorial's.
/// </summary>
internal sealed class CmaesStrategy
{
    public CmaesStrategy(int dimensions, int population)
    {
        (Dimensions, Population) = (dimensions, population);
        var n = (double)dimensions;
        var raw = new double[population];
        for (var i = 0; i < population; i++) raw[i] = PortableMath.Log((population + 1) / 2.0) - PortableMath.Log(i + 1);
        Parents = population / 2;
        MuEff = Effective(raw, 0, Parents);
        C1 = 2 / (((n + 1.3) * (n + 1.3)) + MuEff);
        CMu = Math.Min(1 - C1, 2 * (0.25 + MuEff + (1 / MuEff) - 2) / (((n + 2) * (n + 2)) + MuEff));
        CC = (4 + (MuEff / n)) / (n + 4 + (2 * MuEff / n));
        CSigma = (MuEff + 2) / (n + MuEff + 5);
        DSigma = 1 + (2 * Math.Max(0, Math.Sqrt((MuEff - 1) / (n + 1)) - 1)) + CSigma;
        ChiN = Math.Sqrt(n) * (1 - (1 / (4 * n)) + (1 / (21 * n * n)));
        Weights = Normalized(raw, Effective(raw, Parents, population));
        WeightSum = Sum(Weights, 0, population);
        // Appendix B.2: decomposing more often than this changes nothing measurable.
        EigenInterval = 1 / ((C1 + CMu) * n * 10);
    }

    public int Dimensions { get; }

    /// <summary>lambda.</summary>
    public int Population { get; }

    /// <summary>mu: how many of the best move the mean.</summary>
    public int Parents { get; }

    /// <summary>By rank, best first: the first <see cref="Parents"/> sum to 1, the others are 0 or negative.</summary>
    public double[] Weights { get; }

    public double WeightSum { get; }

    public double MuEff { get; }

    public double C1 { get; }

    public double CMu { get; }

    public double CC { get; }

    public double CSigma { get; }

    public double DSigma { get; }

    /// <summary>The expected length of a standard normal vector.</summary>
    public double ChiN { get; }

    /// <summary>Generations from one decomposition of the covariance to the next, if more than 1.</summary>
    public double EigenInterval { get; }

    // Equations (49) to (53): positive weights sum to 1, negative ones to the least of three bounds.
    private double[] Normalized(double[] raw, double muEffMinus)
    {
        var bound = Math.Min(1 + (C1 / CMu), Math.Min(1 + (2 * muEffMinus / (MuEff + 2)), (1 - C1 - CMu) / (Dimensions * CMu)));
        var (positive, negative) = (0.0, 0.0);
        foreach (var weight in raw)
        {
            if (weight >= 0) positive += weight;
            else negative -= weight;
        }
        return Array.ConvertAll(raw, weight => weight >= 0 ? weight / positive : bound * weight / negative);
    }

    // (sum w)^2 / sum w^2.
    private static double Effective(double[] weights, int from, int to)
    {
        var sum = Sum(weights, from, to);
        var squares = 0.0;
        for (var i = from; i < to; i++) squares += weights[i] * weights[i];
        return sum * sum / squares;
    }

    private static double Sum(double[] values, int from, int to)
    {
        var sum = 0.0;
        for (var i = from; i < to; i++) sum += values[i];
        return sum;
    }
}
