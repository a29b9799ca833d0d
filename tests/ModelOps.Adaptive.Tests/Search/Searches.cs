using System.Numerics;
using System.Text.Json;
using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

/// <summary>Drives searches as a study's runner does.</summary>
internal static class Searches
{
    public static SearchSpace Mixed { get; } = new(
    [
        new FloatParameter("x", -1, 3),
        new FloatParameter("rate", 1e-3, 10, ParameterScale.Log),
        new IntParameter("n", 1, 9),
        new IntParameter("size", 1, 500, ParameterScale.Log),
        new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From("b"), ParameterValue.From("c")]),
        new FixedParameter("fixed", ParameterValue.From(0.25)),
    ]);

    /// <summary><see cref="Mixed"/> without its choices.</summary>
    public static SearchSpace Numbers { get; } = new(Mixed.Parameters.Where(parameter => parameter.Name != "kind"));

    /// <summary>The widest of the two that the search takes.</summary>
    public static SearchSpace SpaceOf(string name) => name == "nelder_mead" ? Numbers : Mixed;

    public static ISearch Create(string name, SearchSpace space, ulong seed = 1, int batch = 5, int? maxTrials = 40, string options = "{}") =>
        BuiltinSearches.Create(name, space, new(seed, batch, maxTrials, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(options)!));

    /// <summary>Up to <paramref name="trials"/> results, in rounds of at most <paramref name="batch"/>.</summary>
    public static List<TrialResult> Run(ISearch search, Func<ParameterSet, TrialResult> evaluate, int trials, int batch = 5)
    {
        var all = new List<TrialResult>();
        for (var round = 0; all.Count < trials && !search.Finished; round++)
        {
            var results = search.Ask(round, Math.Min(batch, trials - all.Count)).Select(evaluate).ToList();
            if (results.Count == 0 && search.Finished) break;
            results.ShouldNotBeEmpty();
            search.Tell(results);
            all.AddRange(results);
        }
        return all;
    }

    /// <summary>A loss with its least value 0 at x = 1, rate = 0.5, n = 7, size = 20, kind b if there is one; portable, like a study's own.</summary>
    public static double Quadratic(ParameterSet set)
    {
        var x = set.Values["x"].ToDouble("x") - 1;
        var rate = PortableMath.Log(set.Values["rate"].ToDouble("rate") / 0.5);
        var n = (set.Values["n"].ToDouble("n") - 7) / 4;
        var size = PortableMath.Log(set.Values["size"].ToDouble("size") / 20);
        return (x * x) + (rate * rate) + (n * n) + (size * size) + (set.Values.TryGetValue("kind", out var kind) && kind.Value is not "b" ? 0.7 : 0);
    }

    public static TrialResult Completed(ParameterSet set, double loss) => new(set, TrialStatus.Completed, loss);

    /// <summary>A completed trial of <see cref="Quadratic"/>, but every one with n = 3 fails.</summary>
    public static TrialResult SometimesFailing(ParameterSet set) =>
        set.Values["n"].Value.Equals(new BigInteger(3)) ? new(set, TrialStatus.Failed, double.NaN) : Completed(set, Quadratic(set));
}
