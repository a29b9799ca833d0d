using System.Globalization;
using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Tests.Numerics;

public sealed class NormalDistributionTests
{
    // The error of a quantile x of p, relative to x: (P(x) - p) / density(x) / x, with P by its series about 0 in 80 digits.
    private const string RelativeError = """
        import sys
        from decimal import Decimal as D, getcontext
        getcontext().prec = 80
        PI = D("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899")
        for line in sys.stdin:
            p, x = (D(float(text)) for text in line.split())
            density = (-x * x / 2).exp() / (2 * PI).sqrt()
            term, total, k = x, x, 1
            while abs(term) > D("1e-70"):
                k += 2
                term *= x * x / k
                total += term
            print(float((D("0.5") + density * total - p) / density / x))
        """;

    [Fact]
    public void Quantile_is_within_1e15_of_the_true_one()
    {
        double[] probabilities = [1e-15, 1e-12, 3e-9, 1e-5, 0.01, 0.07, 0.0749999, 0.0750001, 0.2, 0.4999, 0.51, 0.8, 0.925, 0.99, 0.999999];
        var lines = probabilities.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p:R} {NormalDistribution.Quantile(p):R}\n"));
        foreach (var error in ChildProcess.Python(RelativeError, string.Concat(lines)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Math.Abs(double.Parse(error, CultureInfo.InvariantCulture)).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void Cumulative_probability_is_within_1e15_of_that_of_an_independent_implementation()
    {
        double[] places = [-40, -37.5, -20, -8, -7.0711, -7.071, -5, -2.5, -1, -1e-9, 0, 0.3, 1, 2.5, 7, 7.08, 8.5, 40];
        const string Script = "import math, sys\nfor line in sys.stdin:\n    x, p = map(float, line.split())\n    print(abs(math.erfc(-x / math.sqrt(2)) / 2 - p))";
        var lines = places.Select(x => string.Create(CultureInfo.InvariantCulture, $"{x:R} {NormalDistribution.Cumulative(x):R}\n"));
        foreach (var error in ChildProcess.Python(Script, string.Concat(lines)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            double.Parse(error, CultureInfo.InvariantCulture).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void Cumulative_probability_of_the_tail_keeps_its_leading_digits() =>
        // erfc(20 / sqrt 2) / 2.
        NormalDistribution.Cumulative(-20).ShouldBe(2.7536241186062337e-89, 1e-95);

    [Fact]
    public void Quantile_of_a_half_is_zero() => NormalDistribution.Quantile(0.5).ShouldBe(0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Quantile_outside_the_open_interval_is_refused(double probability) =>
        Should.Throw<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(probability));
}
