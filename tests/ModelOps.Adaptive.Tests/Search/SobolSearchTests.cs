using System.Globalization;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Tests.Numerics;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class SobolSearchTests
{
    [Fact]
    public void First_points_in_two_dimensions_are_the_known_ones()
    {
        double[][] expected = [[0, 0], [.5, .5], [.75, .25], [.25, .75], [.375, .375], [.875, .875], [.625, .125], [.125, .625]];
        Points(2, 8).ShouldBe(expected);
    }

    [Fact]
    public void Points_five_to_eight_in_three_dimensions_are_the_known_ones()
    {
        double[][] expected = [[.375, .375, .625], [.875, .875, .125], [.625, .125, .875], [.125, .625, .375]];
        Points(3, 8)[4..].ShouldBe(expected);
    }

    [Fact]
    public void Ranges_and_integers_are_interpolated_as_in_the_predecessor()
    {
        var space = new SearchSpace([new FloatParameter("beta", 0.01, 0.2), new FloatParameter("dur", 3, 10)]);
        Searches.Create("sobol", space).Ask(0, 4).Select(set => set.Canonical).ShouldBe(
        [
            """{"beta":0.01,"dur":3.0}""", """{"beta":0.105,"dur":6.5}""", """{"beta":0.15250000000000002,"dur":4.75}""", """{"beta":0.0575,"dur":8.25}""",
        ]);
        Searches.Create("sobol", new([new IntParameter("n", 1, 5)])).Ask(0, 8).Select(set => set.Values["n"].Canonical)
            .ShouldBe(["1", "3", "4", "2", "2", "4", "4", "2"]);
    }

    [Fact]
    public void All_dimensions_are_those_of_scipy()
    {
        var python = ChildProcess.PythonWithScipy();
        var reference = ChildProcess.Python(
            """
            from scipy.stats import qmc
            for point in qmc.Sobol(d=64, scramble=False).random(512):
                print(*(float(value) for value in point))
            """, "", python);
        var expected = reference.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Points(64, 512).ShouldBe(expected);
    }

    [Fact]
    public void Points_do_not_depend_on_the_batch()
    {
        var search = Searches.Create("sobol", Searches.Mixed);
        ParameterSet[] pieces = [.. search.Ask(0, 3), .. search.Ask(1, 1), .. search.Ask(2, 6)];
        pieces.ShouldBe(Searches.Create("sobol", Searches.Mixed).Ask(0, 10));
    }

    [Fact]
    public void Scrambled_points_depend_on_the_seed_and_keep_one_point_in_each_stratum()
    {
        var space = new SearchSpace([new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1)]);
        var proposals = Searches.Create("sobol", space, options: """{"scramble": true}""").Ask(0, 64);
        foreach (var name in new[] { "x", "y" })
            proposals.Select(set => (int)(64 * set.Values[name].ToDouble(name))).Order().ShouldBe(Enumerable.Range(0, 64));
        Searches.Create("sobol", space, seed: 2, options: """{"scramble": true}""").Ask(0, 64).ShouldNotBe(proposals);
    }

    private static double[][] Points(int dimensions, int count)
    {
        var names = Enumerable.Range(0, dimensions).Select(i => $"x{i}").ToList();
        var space = new SearchSpace(names.Select(name => new FloatParameter(name, 0, 1)));
        return [.. Searches.Create("sobol", space).Ask(0, count).Select(set => names.Select(name => set.Values[name].ToDouble(name)).ToArray())];
    }
}
