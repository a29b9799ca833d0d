using ModelOps.Examples.Tests.Programs;

namespace ModelOps.Examples.Tests.Influenza;

public sealed class ChainBinomialTests
{
    private const string Folder = "influenza-1978";
    private const string Fitted = """{"beta": 1.7, "gamma": 0.45}""";

    private static readonly ulong[] Seeds = [.. Enumerable.Range(0, 400).Select(i => (ulong)i * 0x9E3779B97F4A7C15)];

    [Fact]
    public async Task Same_seed_gives_the_same_table_in_another_process()
    {
        var first = await Python.CallAsync(Folder, "models.chain_binomial:simulate", Fitted, Seeds[..5]);
        var second = await Python.CallAsync(Folder, "models.chain_binomial:simulate", Fitted, Seeds[..5]);
        second.Select(tables => tables.GetRawText()).ShouldBe(first.Select(tables => tables.GetRawText()));
    }

    [Fact]
    public async Task Different_seeds_give_different_tables_in_all_64_bits()
    {
        ulong[] seeds = [0, 1, 1UL << 32, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 1];
        var tables = await Python.CallAsync(Folder, "models.chain_binomial:simulate", Fitted, seeds);
        tables.Select(table => table.GetRawText()).Distinct().Count().ShouldBe(seeds.Length);
    }

    [Fact]
    public async Task Population_is_conserved_every_day()
    {
        var trajectories = await Python.CallAsync(Folder, "models.chain_binomial:trajectory", Fitted, Seeds[..50]);
        foreach (var day in trajectories.SelectMany(trajectory => trajectory.Rows()))
        {
            day.Sum().ShouldBe(763);
            day.Min().ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Fact]
    public async Task Mean_of_many_epidemics_is_near_the_deterministic_curve()
    {
        var replicates = await Python.CallAsync(Folder, "models.chain_binomial:simulate", Fitted, Seeds);
        var mean = replicates.MeanColumn("in_bed", "cases");
        var curve = SirCurves.Cases(1.7, 0.45);
        mean[0].ShouldBe(3);
        mean[1].ShouldBe(curve[1], curve[1] * 0.1);
        // Epidemics that start by chance earlier or later flatten the mean's peak.
        mean.Zip(curve, (a, b) => Math.Abs(a - b)).Sum().ShouldBeLessThan(0.15 * curve.Sum());
    }

    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(7, 0.9)]
    [InlineData(763, 0.2)]
    [InlineData(100_000, 0.02)]
    [InlineData(763, 0.000001)]
    public async Task Draws_have_the_mean_and_variance_of_the_binomial_law(int n, double p)
    {
        const int Count = 4000;
        var parameters = FormattableString.Invariant($"{{\"n\": {n}, \"p\": {p:0.0######}, \"count\": {Count}}}");
        var answer = await Python.CallAsync(Folder, "binomial_draws:draws", parameters, 3);
        double[] draws = [.. answer.Single().EnumerateArray().Select(draw => draw.GetDouble())];
        var (mean, variance) = (n * p, n * p * (1 - p));
        draws.Average().ShouldBe(mean, 5 * Math.Sqrt(variance / Count));
        // The variance of a sample variance, with the fourth central moment of the law.
        var fourth = variance * (1 + 3 * (n - 2) * p * (1 - p));
        draws.Average(draw => (draw - mean) * (draw - mean)).ShouldBe(variance, 5 * Math.Sqrt((fourth - variance * variance) / Count));
        draws.ShouldAllBe(draw => draw >= 0 && draw <= n);
    }

    [Theory]
    [InlineData("""{"n": 12, "p": 0.0, "count": 3}""", 0)]
    [InlineData("""{"n": 12, "p": 1.0, "count": 3}""", 12)]
    [InlineData("""{"n": 0, "p": 0.5, "count": 3}""", 0)]
    public async Task Draws_at_the_ends_of_the_range_are_certain(string parameters, int expected)
    {
        var answer = await Python.CallAsync(Folder, "binomial_draws:draws", parameters, 3);
        answer.Single().EnumerateArray().Select(draw => draw.GetInt32()).ShouldBe([expected, expected, expected]);
    }
}
