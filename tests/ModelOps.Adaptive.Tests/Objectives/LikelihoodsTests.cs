using System.Globalization;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Tests.Numerics;

namespace ModelOps.Adaptive.Tests.Objectives;

public sealed class LikelihoodsTests
{
    [Fact]
    public void Binomial_of_the_worked_example_has_its_value() => Likelihoods.Binomial(3, 10, 0.25).ShouldBe(-1.3851658477400912, 1e-14);

    [Fact]
    public void Probabilities_are_those_of_scipy()
    {
        var python = ChildProcess.PythonWithScipy();
        string[] calls =
        [
            "poisson.logpmf(0, 1e-10)", "poisson.logpmf(3, 2.5)", "poisson.logpmf(763, 500.25)", "poisson.logpmf(5, 1e5)",
            "binom.logpmf(0, 7, 0.001)", "binom.logpmf(763, 763, 0.999)", "binom.logpmf(300, 1000, 0.25)",
            "nbinom.logpmf(4, 2, 2/(2+3.5))", "nbinom.logpmf(0, 0.1, 0.1/(0.1+50))", "nbinom.logpmf(40, 1000, 1000/(1000+42))",
        ];
        double[] ours =
        [
            Likelihoods.Poisson(0, 1e-10), Likelihoods.Poisson(3, 2.5), Likelihoods.Poisson(763, 500.25), Likelihoods.Poisson(5, 1e5),
            Likelihoods.Binomial(0, 7, 0.001), Likelihoods.Binomial(763, 763, 0.999), Likelihoods.Binomial(300, 1000, 0.25),
            Likelihoods.NegativeBinomial(4, 3.5, 2), Likelihoods.NegativeBinomial(0, 50, 0.1), Likelihoods.NegativeBinomial(40, 42, 1000),
        ];
        var script = "from scipy.stats import poisson, binom, nbinom\n" + string.Concat(calls.Select(call => $"print(repr(float({call})))\n"));
        var theirs = ChildProcess.Python(script, "", python).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < ours.Length; i++)
        {
            var expected = double.Parse(theirs[i], CultureInfo.InvariantCulture);
            ours[i].ShouldBe(expected, 1e-11 * Math.Max(1, Math.Abs(expected)), calls[i]);
        }
    }

    [Fact]
    public void Ends_of_a_range_count_as_the_floor()
    {
        Likelihoods.Poisson(2, 0).ShouldBe(Likelihoods.Poisson(2, Likelihoods.Floor));
        Likelihoods.Poisson(2, -5).ShouldBe(Likelihoods.Poisson(2, Likelihoods.Floor));
        Likelihoods.NegativeBinomial(2, 0, 1).ShouldBe(Likelihoods.NegativeBinomial(2, Likelihoods.Floor, 1));
        Likelihoods.Binomial(2, 5, -0.1).ShouldBe(Likelihoods.Binomial(2, 5, Likelihoods.Floor));
        Likelihoods.Binomial(2, 5, 1.1).ShouldBe(Likelihoods.Binomial(2, 5, 1 - Likelihoods.Floor));
        new[] { Likelihoods.Poisson(2, 0), Likelihoods.Binomial(2, 5, 1) }.ShouldAllBe(value => double.IsFinite(value));
    }

    [Fact]
    public void Nan_stays_nan()
    {
        Likelihoods.Poisson(2, double.NaN).ShouldBe(double.NaN);
        Likelihoods.NegativeBinomial(2, double.NaN, 1).ShouldBe(double.NaN);
        Likelihoods.Binomial(2, 5, double.NaN).ShouldBe(double.NaN);
    }
}
