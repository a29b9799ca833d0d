using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Bench.Search;

/// <summary>Something to be minimised.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Space">Its parameters.</param>
/// <param name="Observe">The loss that a search is told of a trial, by parameters and the trial's seed.</param>
/// <param name="Score">What the answer of a search is worth: the loss without chance, or what comes near it.</param>
internal sealed record Problem(string Name, SearchSpace Space, Func<ParameterSet, ulong, double> Observe, Func<ParameterSet, double> Score)
{
    /// <summary>A loss without chance.</summary>
    public static Problem Exact(string name, SearchSpace space, Func<ParameterSet, double> loss) => new(name, space, (set, _) => loss(set), loss);

    /// <summary>A function of floats in one box.</summary>
    public static Problem OfFunction(string name, int dimensions, double min, double max, Func<double[], double> function)
    {
        var space = new SearchSpace(Enumerable.Range(0, dimensions).Select(i => new FloatParameter($"x{i}", min, max)));
        return Exact(name, space, set => function(Numbers(space, set)));
    }

    /// <summary>The numbers of a parameter set, in the order of the space.</summary>
    public static double[] Numbers(SearchSpace space, ParameterSet set) => [.. space.Parameters.Select(parameter => set.Values[parameter.Name].ToDouble(parameter.Name))];
}
