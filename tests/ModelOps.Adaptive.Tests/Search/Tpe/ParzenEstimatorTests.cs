using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.Tpe;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Search.Tpe;

public sealed class ParzenEstimatorTests
{
    private static readonly double LogRootTwoPi = Math.Log(2 * Math.PI) / 2;

    private static readonly ParzenCube Cube = new(new(
    [
        new FloatParameter("x", 0, 1),
        new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From("b"), ParameterValue.From("c")]),
    ]));

    [Fact]
    public void Density_integrates_to_one_over_number_and_choices()
    {
        var density = Estimator((0.02, 0), (0.9, 1), (0.95, 1));
        const int Steps = 20_000;
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
        {
            // The constant that places share is that of a missing 1 / sqrt(2 pi) a number.
            for (var choice = 0; choice < 3; choice++) sum += Math.Exp(density.LogDensity([(i + 0.5) / Steps, Middle(choice)]) - LogRootTwoPi) / Steps;
        }
        // One kernel a point and the prior, unweighted.
        (sum / 4).ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Density_of_no_point_is_uniform()
    {
        var density = Estimator();
        density.LogDensity([0.1, Middle(0)]).ShouldBe(density.LogDensity([0.8, Middle(2)]));
    }

    [Fact]
    public void Samples_follow_the_density()
    {
        var density = Estimator((0.02, 0), (0.9, 1), (0.95, 1));
        var random = new CounterRandom(5, 99, 0);
        const int Samples = 20_000;
        var places = Enumerable.Range(0, Samples).Select(_ => density.Sample(random)).ToList();
        for (var slice = 0; slice < 10; slice++)
        {
            for (var choice = 0; choice < 3; choice++)
            {
                var expected = Enumerable.Range(0, 100).Average(i => Math.Exp(density.LogDensity([(slice + ((i + 0.5) / 100)) / 10, Middle(choice)]) - LogRootTwoPi)) / 40;
                var observed = places.Count(place => Math.Min(9, (int)(10 * place[0])) == slice && place[1] == Middle(choice)) / (double)Samples;
                observed.ShouldBe(expected, 5 * Math.Sqrt(expected / Samples));
            }
        }
    }

    [Fact]
    public void Point_added_later_counts_as_one_there_from_the_beginning_of_the_same_count()
    {
        var density = Estimator((0.3, 2));
        var before = density.LogDensity([0.7, Middle(1)]);
        density.Add(Cube.PointAt([0.7, Middle(1)]));
        density.LogDensity([0.7, Middle(1)]).ShouldBeGreaterThan(before);
    }

    [Fact]
    public void Kernel_of_an_integer_is_at_least_half_a_slice_wide()
    {
        var cube = new ParzenCube(new([new IntParameter("n", 1, 4), new IntParameter("size", 1, 100, ParameterScale.Log)]));
        var point = cube.PointAt([cube.Snap(0, 0.3), cube.Snap(1, 0)]);
        point.Place[0].ShouldBe(0.375);
        point.Least[0].ShouldBe(0.125);
        // From 0.5 to 1.5 of 0.5 to 100.5 on the log scale.
        point.Least[1].ShouldBe(Math.Log(3) / Math.Log(201) / 2, 1e-12);
    }

    private static ParzenEstimator Estimator(params (double X, int Choice)[] points) =>
        new(Cube, [.. points.Select(point => Cube.PointAt([point.X, Middle(point.Choice)]))], [0.05, 1]);

    private static double Middle(int choice) => (choice + 0.5) / 3;
}
