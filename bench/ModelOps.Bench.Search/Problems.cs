using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Bench.Search;

/// <summary>The problems that searches are compared on.</summary>
internal static class Problems
{
    private const int QuadraticReplicates = 4;

    /// <summary>The five functions of five variables.</summary>
    public static IReadOnlyList<Problem> Continuous { get; } =
        [.. TestFunctions.All.Select(entry => Problem.OfFunction(entry.Name, TestFunctions.Dimensions, -5, 5, entry.Function))];

    // Two floats, two integers, one of each on the log scale, and five choices of which one has an optimum that is 0 at x = 1,
    // rate = 0.5, n = 7, size = 20; the others' are higher and elsewhere in x.
    private static Problem Mixed { get; } = Problem.Exact(
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

    /// <summary>Ten, from smooth functions to epidemics.</summary>
    public static IReadOnlyList<Problem> Ten { get; } =
    [
        .. Continuous.Where(problem => problem.Name != "ellipsoid"),
        Branin, Problem.OfFunction("Hartmann-6", 6, 0, 1, TestFunctions.Hartmann), Quadratic, Influenza.Problem, Epidemics.Seir, Mixed,
    ];

    // Minimum 0.397887.
    private static Problem Branin
    {
        get
        {
            var space = new SearchSpace([new FloatParameter("x", -5, 10), new FloatParameter("y", 0, 15)]);
            return Problem.Exact("Branin", space, set => TestFunctions.Branin(Problem.Numbers(space, set)));
        }
    }

    // Three variables; each of four replicates has a standard deviation of 1.
    private static Problem Quadratic
    {
        get
        {
            var space = new SearchSpace([new FloatParameter("x", -3, 3), new FloatParameter("y", -3, 3), new FloatParameter("z", -3, 3)]);
            return new("noisy quadratic", space, Observe, Score);

            double Score(ParameterSet set) => Problem.Numbers(space, set).Select((value, i) => (i + 1) * (value - 0.7) * (value - 0.7)).Sum();

            double Observe(ParameterSet set, ulong seed)
            {
                var random = new CounterRandom(seed, 1001, 0);
                return Score(set) + Enumerable.Range(0, QuadraticReplicates).Average(_ => random.NextGaussian());
            }
        }
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
