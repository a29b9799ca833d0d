using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Spaces;

/// <summary>An ordered list of parameters, and the map between the unit cube over the free ones and parameter sets. Immutable.</summary>
public sealed class SearchSpace
{
    /// <param name="parameters">In the order of the spec; may be empty. A name that occurs twice is code <c>duplicate_parameter</c>.</param>
    /// <param name="constraints">What every trial fulfils; none by default. They name parameters of the space that are numbers.</param>
    public SearchSpace(IEnumerable<SearchParameter> parameters, IReadOnlyList<LinearConstraint>? constraints = null)
    {
        Constraints = constraints ?? [];
        Parameters = [.. parameters];
        var names = new HashSet<string>();
        foreach (var parameter in Parameters)
        {
            if (!names.Add(parameter.Name))
                throw new InvalidInputException("duplicate_parameter", $"Parameter '{parameter.Name}' is defined twice.");
        }
        Free = [.. Parameters.Where(parameter => parameter.IsFree)];
    }

    /// <summary>All parameters, in order.</summary>
    public IReadOnlyList<SearchParameter> Parameters { get; }

    /// <summary>The parameters with more than one value, in order: the dimensions of the unit cube.</summary>
    public IReadOnlyList<SearchParameter> Free { get; }

    /// <summary>What every trial fulfils.</summary>
    public IReadOnlyList<LinearConstraint> Constraints { get; }

    /// <summary>The number of free parameters; may be zero.</summary>
    public int Dimensions => Free.Count;

    /// <summary>The parameter set at a point of the unit cube, by <see cref="SearchParameter.At"/>.</summary>
    /// <param name="point">One coordinate a free parameter, in order.</param>
    public ParameterSet At(ReadOnlySpan<double> point) => Map(point, (parameter, unit) => parameter.At(unit));

    /// <summary>The parameter set at a point of the unit cube, by <see cref="SearchParameter.Interpolate"/>.</summary>
    /// <inheritdoc cref="At" path="/param" />
    public ParameterSet Interpolate(ReadOnlySpan<double> point) => Map(point, (parameter, unit) => parameter.Interpolate(unit));

    /// <summary>The middle of the slice that a coordinate of the unit cube lies in; of a float the coordinate itself.</summary>
    public double Snap(int dimension, double unit)
    {
        var parameter = Free[dimension];
        return parameter is FloatParameter ? unit : parameter.Locate(parameter.At(unit));
    }

    /// <summary>A point of the unit cube that <see cref="At"/> maps to the given set.</summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>outside_space</c>: a parameter is missing, unknown, of another type or out of range.
    /// </exception>
    public double[] Locate(ParameterSet set)
    {
        foreach (var name in set.Values.Keys)
        {
            if (!Parameters.Any(parameter => parameter.Name == name))
                throw new InvalidInputException("outside_space", $"Parameter '{name}' is not in the search space.{Hint(name)}");
        }
        var point = new List<double>(Dimensions);
        foreach (var parameter in Parameters)
        {
            if (!set.Values.TryGetValue(parameter.Name, out var value))
                throw new InvalidInputException("outside_space", $"Parameter '{parameter.Name}' of the search space is not given.");
            var unit = parameter.Locate(value);
            if (parameter.IsFree) point.Add(unit);
        }
        return [.. point];
    }

    /// <summary>The first constraint that a parameter set of the space does not fulfil, or <see langword="null"/>.</summary>
    public LinearConstraint? Violated(ParameterSet set)
    {
        foreach (var constraint in Constraints)
        {
            if (!constraint.Holds(set)) return constraint;
        }
        return null;
    }

    private string Hint(string name) => Nearest.Hint(name, [.. Parameters.Select(parameter => parameter.Name)]);

    private ParameterSet Map(ReadOnlySpan<double> point, Func<SearchParameter, double, ParameterValue> value)
    {
        if (point.Length != Dimensions) throw new ArgumentException($"The space has {Dimensions} dimensions, the point {point.Length}.", nameof(point));
        var values = new List<KeyValuePair<string, ParameterValue>>(Parameters.Count);
        var next = 0;
        foreach (var parameter in Parameters)
            values.Add(new(parameter.Name, value(parameter, parameter.IsFree ? point[next++] : 0.5)));
        return new(values);
    }
}
