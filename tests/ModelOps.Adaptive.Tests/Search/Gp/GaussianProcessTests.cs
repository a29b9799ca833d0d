using ModelOps.Adaptive.Search.Gp;

namespace ModelOps.Adaptive.Tests.Search.Gp;

public sealed class GaussianProcessTests
{
    private static readonly bool[] Kinds = [false, false, true];
    private static readonly double[][] Places = [[0.1, 0.2, 0.25], [0.4, 0.9, 0.25], [0.8, 0.3, 0.75], [0.5, 0.5, 0.75], [0.9, 0.8, 0.25]];
    private static readonly double[] Values = [0.3, -1.2, 0.8, 0.4, -0.3];

    [Fact]
    public void Slope_is_that_of_the_misfit()
    {
        double[] settings = [-0.5, 0.2, -1, 0.3, -3];
        var slope = Given(settings).Slope();
        for (var i = 0; i < settings.Length; i++)
        {
            var (up, down) = ((double[])settings.Clone(), (double[])settings.Clone());
            up[i] += 1e-5;
            down[i] -= 1e-5;
            slope[i].ShouldBe((Given(up).Misfit - Given(down).Misfit) / 2e-5, 1e-6, $"setting {i}");
        }
    }

    [Fact]
    public void Without_noise_it_passes_through_its_values_and_is_unsure_elsewhere()
    {
        var process = Given([-1, -1, 0, 0, -16]);
        for (var i = 0; i < Places.Length; i++)
        {
            var (mean, deviation) = process.Predict(Places[i]);
            mean.ShouldBe(Values[i], 1e-4);
            deviation.ShouldBeLessThan(0.01);
        }
        process.Predict([0.1, 0.2, 0.75]).Deviation.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Noise_keeps_it_away_from_its_values() => Math.Abs(Given([-1, -1, 0, 0, 0]).Mean(Places[1])).ShouldBeLessThan(0.9);

    [Fact]
    public void What_it_believes_changes_its_mean_nowhere_and_makes_it_surer()
    {
        var (process, again) = (Given([-1, -1, 0, 0, -6]), Given([-1, -1, 0, 0, -6]));
        double[] place = [0.3, 0.4, 0.75];
        again.Believe(place);
        again.Mean([0.6, 0.6, 0.25]).ShouldBe(process.Mean([0.6, 0.6, 0.25]), 1e-6);
        again.Predict(place).Deviation.ShouldBeLessThan(0.3 * process.Predict(place).Deviation);
    }

    [Fact]
    public void Same_place_many_times_still_has_a_process()
    {
        var process = GaussianProcess.Given(Kinds, KernelSettings.Of([2, 2, 2, 0, -16]), [.. Enumerable.Repeat(Places[0], 30)], [.. Enumerable.Range(0, 30).Select(i => (i % 3) - 1.0)]);
        double.IsFinite(process.Misfit).ShouldBeTrue();
        process.Mean(Places[0]).ShouldBe(0, 1e-3);
    }

    [Fact]
    public void Fit_finds_the_coordinate_that_matters_and_the_noise()
    {
        var random = new Adaptive.Randomness.CounterRandom(1, 1, 1);
        var places = Enumerable.Range(0, 60).Select(_ => new[] { random.NextUniform(), random.NextUniform() }).ToList();
        var values = places.ConvertAll(place => Math.Sin(6 * place[0]) + (0.2 * random.NextGaussian()));
        var settings = KernelFit.Fit([false, false], KernelSettings.Prior(2), places, values, 60).Settings;
        settings.LogScales[1].ShouldBeGreaterThan(settings.LogScales[0] + 0.5);
        Math.Exp(settings.LogNoise / 2).ShouldBe(0.2, 0.06);
    }

    private static GaussianProcess Given(double[] settings) => GaussianProcess.Given(Kinds, KernelSettings.Of(settings), Places, Values);
}
