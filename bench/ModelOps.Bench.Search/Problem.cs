using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Bench.Search;

/// <summary>A function of a space's parameters that is to be minimised.</summary>
internal sealed record Problem(string Name, SearchSpace Space, Func<ParameterSet, double> Loss)
{
    /// <summary>The five functions of five variables.</summary>
    public static IReadOnlyList<Problem> Continuous { get; } = [.. TestFunctions.All.Select(entry => OfFunction(entry.Name, entry.Function))];

    /// <summary>
    /// Two floats, two integers, one of each on the log scale, and five choices of which one has an optimum that is 0 at x = 1,
    /// rate = 0.5, n = 7, size = 20; the others' are higher and elsewhere in x.
    /// </summary>
    public static Problem Mixed { get; } = new(
        "mixed",
        new(
        [
            new FloatParameter("x", -5, 5),
            new FloatParameter("rate", 1e-3, 10, ParameterScale.Log),
            new IntParameter("n", 1, 20),
            new IntParameter("size", 1, 500, ParameterScale.Log),
            new CategoricalParameter("kind", [.. "abcde".Select(letter => ParameterValue.From(letter.ToString()))]),
        ]),
        LossOfMixed);

    private static Problem OfFunction(string name, Func<double[], double> function)
    {
        var names = Enumerable.Range(0, TestFunctions.Dimensions).Select(i => $"x{i}").ToList();
        return new(
            name,
            new(names.Select(each => new FloatParameter(each, -5, 5))),
            set => function([.. names.Select(each => set.Values[each].ToDouble(each))]));
    }

    private static double LossOfMixed(ParameterSet set)
    {
        double Of(string name) => set.Values[name].ToDouble(name);
        var kind = "cabde".IndexOf((string)set.Values["kind"].Value, StringComparison.Ordinal);
        return (0.5 * kind)
            + Math.Pow(Of("x") - 1 + kind, 2)
            + Math.Pow(Math.Log(Of("rate") / 0.5), 2)
            + Math.Pow((Of("n") - 7) / 4, 2)
            + Math.Pow(Math.Log(Of("size") / 20), 2);
    }
}
