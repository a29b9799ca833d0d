using System.Globalization;
using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class AbcSmcSearchTests
{
    private static readonly SearchSpace Line = new([new FloatParameter("theta", -5, 5)]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Posterior_of_a_gaussian_model_is_the_known_one(int seed)
    {
        // One observation 0.5 of N(theta, 1), and a prior that is flat where it matters: the posterior is N(0.5, 1).
        var search = Searches.Create("abc_smc", Line, (ulong)seed, options: """{"particles": 1000, "tolerance": 0.2}""");
        Searches.Run(search, Gaussian(seed), 60_000, 100);
        search.Finished.ShouldBeTrue();
        var (mean, deviation) = Moments(search.Posterior);
        mean.ShouldBe(0.5, 0.1);
        deviation.ShouldBe(1, 0.15);
    }

    [Fact]
    public void Weights_sum_to_one_and_distances_are_within_the_last_epsilon()
    {
        var search = Searches.Create("abc_smc", Line, options: """{"particles": 200, "populations": 4}""");
        Searches.Run(search, Gaussian(1), 20_000, 16);
        search.Posterior.Count.ShouldBe(200);
        search.Posterior.Sum(point => point.Weight).ShouldBe(1, 1e-12);
        search.Posterior.Max(point => point.Distance).ShouldBeLessThan(1);
    }

    [Fact]
    public void Moved_particles_are_weighed_so_that_an_uninformative_loss_keeps_the_prior()
    {
        var (random, square) = (new CounterRandom(9, 1, 1), new SearchSpace([new FloatParameter("x", 0, 1), new FloatParameter("y", 1, 100, ParameterScale.Log)]));
        var search = Searches.Create("abc_smc", square, options: """{"particles": 1500, "populations": 3}""");
        Searches.Run(search, set => Searches.Completed(set, random.NextUniform()), 30_000, 100);
        var places = search.Posterior.Select(point => (Place: square.Locate(point.Parameters), point.Weight)).ToList();
        for (var i = 0; i < 2; i++)
        {
            places.Sum(entry => entry.Weight * entry.Place[i]).ShouldBe(0.5, 0.04);
            Math.Sqrt(places.Sum(entry => entry.Weight * Math.Pow(entry.Place[i] - 0.5, 2))).ShouldBe(Math.Sqrt(1 / 12.0), 0.03);
        }
    }

    [Fact]
    public void Posterior_does_not_depend_on_what_was_asked_before_a_population_was_complete()
    {
        var search = Searches.Create("abc_smc", Line, options: """{"particles": 10, "populations": 2}""");
        var first = search.Ask(0, 15);
        search.Tell([.. first.Select((set, i) => Searches.Completed(set, i))]);
        search.Posterior.Select(point => point.Parameters).ShouldBe(first.Take(10));
    }

    [Theory]
    [InlineData("""{"populations": 2}""", 3.0)]
    [InlineData("{}", 1e308)]
    public void Constant_loss_is_the_prior_after_one_population(string options, double loss)
    {
        var search = Searches.Create("abc_smc", Line, options: options);
        Searches.Run(search, set => Searches.Completed(set, loss), 1000).Count.ShouldBe(100);
        search.Finished.ShouldBeTrue();
        search.Posterior.ShouldAllBe(point => point.Weight == search.Posterior[0].Weight);
    }

    [Fact]
    public void Failures_alone_end_it_without_a_sample()
    {
        var search = Searches.Create("abc_smc", Line, options: """{"particles": 20, "acceptance": 0.1}""");
        Searches.Run(search, set => new(set, TrialStatus.Failed, double.NaN), 1000).Count.ShouldBe(200);
        (search.Finished, search.Posterior.Count).ShouldBe((true, 0));
    }

    [Fact]
    public void Integers_and_choices_have_posteriors()
    {
        var space = new SearchSpace([new IntParameter("n", 1, 4), new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From("b")])]);
        var random = new CounterRandom(11, 1, 1);
        var search = Searches.Create("abc_smc", space, options: """{"particles": 500, "populations": 6}""");
        Searches.Run(search, set => Searches.Completed(set, Math.Abs(set.Values["n"].ToDouble("n") - 2) + (set.Values["kind"].Value is "a" ? 0 : 2) + random.NextUniform()), 30_000, 50);
        search.Posterior.Where(point => point.Parameters.Values["n"].ToDouble("n") == 2 && point.Parameters.Values["kind"].Value is "a").Sum(point => point.Weight).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void More_than_twenty_parameters_are_refused() =>
        Should.Throw<InvalidInputException>(() => Searches.Create("abc_smc", new(Enumerable.Range(0, 21).Select(i => new FloatParameter(i.ToString(CultureInfo.InvariantCulture), 0, 1)))))
            .Code.ShouldBe("too_many_dimensions");

    private static Func<ParameterSet, TrialResult> Gaussian(int seed)
    {
        var random = new CounterRandom((ulong)seed, 77, 0);
        return set => Searches.Completed(set, Math.Abs(set.Values["theta"].ToDouble("theta") + random.NextGaussian() - 0.5));
    }

    private static (double Mean, double Deviation) Moments(IReadOnlyList<WeightedPoint> sample)
    {
        var mean = sample.Sum(point => point.Weight * point.Parameters.Values["theta"].ToDouble("theta"));
        return (mean, Math.Sqrt(sample.Sum(point => point.Weight * Math.Pow(point.Parameters.Values["theta"].ToDouble("theta") - mean, 2))));
    }
}
