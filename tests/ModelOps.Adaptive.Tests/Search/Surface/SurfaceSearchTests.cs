using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.Gp;
using ModelOps.Adaptive.Search.Surface;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Search.Surface;

public sealed class SurfaceSearchTests
{
    private static readonly SearchParameter[] Parameters =
    [
        new FloatParameter("x", 0, 1), new IntParameter("n", 0, 100), new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From("b")]),
    ];

    private static readonly SearchSpace Space = new(Parameters);

    [Fact]
    public void Proposals_keep_the_choices_and_surround_the_least()
    {
        var search = SurfaceSearch.From(Space, Trials(Space, 200), [0.5, 0.5, 0.25])!;
        var proposals = search.Ask(new(1, 1, 0), 200);
        proposals.ShouldAllBe(set => (string)set.Values["kind"].Value == "a");
        proposals.Average(set => X(set)).ShouldBe(0.4, 0.03);
        proposals.Count(set => X(set) < 0.38).ShouldBeGreaterThan(50);
        proposals.Count(set => X(set) > 0.42).ShouldBeGreaterThan(50);
        X(search.Least()).ShouldBe(0.4, 0.02);
    }

    [Fact]
    public void Proposals_fulfil_the_constraints()
    {
        var space = new SearchSpace(Parameters, [LinearConstraintParser.Parse("100*x + n <= 90", Parameters)]);
        var proposals = SurfaceSearch.From(space, Trials(space, 200), [0.4, 0.5, 0.25])!.Ask(new(1, 1, 0), 100);
        proposals.Count(set => space.Violated(set) is null).ShouldBeGreaterThan(95);
    }

    [Fact]
    public void Same_trials_give_the_same_proposals()
    {
        IEnumerable<string> Of() => SurfaceSearch.From(Space, Trials(Space, 100), [0.5, 0.5, 0.25])!.Ask(new(1, 1, 0), 50).Select(set => set.Canonical);
        Of().ShouldBe(Of());
    }

    [Fact]
    public void Too_few_trials_with_the_choices_of_the_start_are_no_surface() =>
        SurfaceSearch.From(Space, Trials(Space, 20), [0.5, 0.5, 0.25]).ShouldBeNull();

    private static double X(ParameterSet set) => set.Values["x"].ToDouble("x");

    private static List<Observation> Trials(SearchSpace space, int count)
    {
        var random = new CounterRandom(5, 1, 0);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var set = space.At([random.NextUniform(), random.NextUniform(), random.NextUniform()]);
            var place = space.Locate(set);
            var loss = Math.Pow(place[0] - 0.4, 2) + Math.Pow(place[1] - 0.5, 2) + place[2] + (0.01 * random.NextGaussian());
            return new Observation(set, place, loss);
        })];
    }
}
