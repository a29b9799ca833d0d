using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Examples.Tests.Programs;

namespace ModelOps.Examples.Tests.Influenza;

public sealed class SirTests
{
    [Theory]
    [InlineData(1.7, 0.45)]
    [InlineData(0.5, 1.0)]
    [InlineData(5.0, 0.1)]
    [InlineData(5.0, 1.0)]
    [InlineData(1.0 / 3.0, 0.0)]
    public async Task Curves_of_dotnet_and_Python_are_equal_bit_for_bit(double beta, double gamma)
    {
        var parameters = string.Create(CultureInfo.InvariantCulture, $"{{\"beta\": {beta:R}, \"gamma\": {gamma:R}}}");
        var python = await Python.CallAsync("influenza-1978", "models.sir:simulate", parameters, 0);
        python.Single().Column("in_bed", "cases").ShouldBe(SirCurves.Cases(beta, gamma));
    }

    [Fact]
    public async Task Columns_of_dotnet_and_Python_are_equal()
    {
        var python = await Python.CallAsync("influenza-1978", "models.sir:simulate", """{"beta": 1.7, "gamma": 0.45}""", 0);
        var columns = python.Single().GetProperty("in_bed").EnumerateObject().Select(column => column.Name);
        columns.ShouldBe(SirCurves.InBed(1.7, 0.45).Select(column => column.Key));
        SirCurves.InBed(1.7, 0.45).First().Value.ShouldBe(Enumerable.Range(0, 14).Select(day => (long)day).ToArray());
    }

    [Fact]
    public void Curve_stays_within_the_school() => Prop.ForAll(Rate(0.5, 5.0), Rate(0.1, 1.0), (beta, gamma) =>
        SirCurves.Cases(beta, gamma).All(cases => cases is > 0 and < 763)).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Independent_optimum_has_the_same_error_and_is_a_minimum_here_too()
    {
        var optimum = await Python.RunWithScipyAsync(Repository.Script("least_squares.py"), SirCurves.DataFile);
        var (beta, gamma) = (optimum.GetProperty("beta").GetDouble(), optimum.GetProperty("gamma").GetDouble());
        var error = SirCurves.MeanSquaredError(beta, gamma);
        error.ShouldBe(optimum.GetProperty("mse").GetDouble(), error * 1e-6);
        foreach (var (db, dg) in new[] { (0.002, 0.0), (-0.002, 0.0), (0.0, 0.002), (0.0, -0.002), (0.002, 0.002), (-0.002, 0.002) })
            SirCurves.MeanSquaredError(beta * (1 + db), gamma * (1 + dg)).ShouldBeGreaterThan(error);
    }

    [Fact]
    public void Data_are_the_published_numbers() =>
        SirCurves.Observed().ShouldBe([3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4]);

    private static Arbitrary<double> Rate(double min, double max) =>
        Gen.Choose(0, 1_000_000).Select(step => min + (max - min) * step / 1_000_000.0).ToArbitrary();
}
