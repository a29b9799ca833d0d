using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.Surface;

namespace ModelOps.Adaptive.Tests.Search.Surface;

public sealed class ResponseSurfaceTests
{
    [Fact]
    public void Least_of_noisy_losses_is_found_more_exactly_than_any_of_them_shows_it()
    {
        var errors = Enumerable.Range(0, 20).Select(seed => Error((uint)seed, 0.1, 150, height => height)).Order().ToList();
        errors[10].ShouldBeLessThan(0.015);
        errors[^1].ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Root_of_squares_is_known_by_its_squares()
    {
        var errors = Enumerable.Range(0, 20).Select(seed => Error((uint)seed, 0.02, 150, height => Math.Sqrt(height + 0.1))).Order().ToList();
        errors[10].ShouldBeLessThan(0.015);
    }

    [Fact]
    public void Least_outside_of_the_cube_is_looked_for_at_its_side()
    {
        var (places, random) = (Places(200, 1), new CounterRandom(1, 2, 0));
        var surface = new ResponseSurface(places);
        surface.Fit(places, [.. places.Select(place => place[0] + Math.Pow(place[1] - 0.5, 2) + (0.01 * random.NextGaussian()))]);
        surface.Least[0].ShouldBeInRange(0, 0.1);
        surface.Least[1].ShouldBe(0.5, 0.1);
    }

    [Fact]
    public void Losses_that_are_all_alike_leave_it_where_it_is()
    {
        var places = Places(50, 3);
        var surface = new ResponseSurface(places);
        var before = surface.Least.ToArray();
        surface.Fit(places, [.. places.Select(_ => 7.0)]);
        surface.Least.ShouldBe(before);
    }

    // Of a valley whose least is at (0.3, 0.6), from trials all over the square.
    private static double Error(uint seed, double deviation, int count, Func<double, double> loss)
    {
        var (places, random) = (Places(count, seed), new CounterRandom(seed, 2, 0));
        var losses = places.ConvertAll(place => loss(Height(place)) + (deviation * random.NextGaussian()));
        var good = places.Zip(losses).OrderBy(pair => pair.Second).Take(60).Select(pair => pair.First).ToList();
        var surface = new ResponseSurface(good);
        surface.Fit(places, losses);
        return Math.Sqrt(Math.Pow(surface.Least[0] - 0.3, 2) + Math.Pow(surface.Least[1] - 0.6, 2));
    }

    private static double Height(double[] place)
    {
        var (x, y) = (place[0] - 0.3, place[1] - 0.6);
        return 10 * ((x * x) + (x * y) + (y * y));
    }

    private static List<double[]> Places(int count, uint seed)
    {
        var random = new CounterRandom(seed, 1, 0);
        return [.. Enumerable.Range(0, count).Select(_ => new[] { random.NextUniform(), random.NextUniform() })];
    }
}
