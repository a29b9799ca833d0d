using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Spaces;

/// <summary>One parameter of a search space: <see cref="FloatParameter"/>, <see cref="IntParameter"/>,
/// <see cref="CategoricalParameter"/> or <see cref="FixedParameter"/>.</summary>
public abstract record SearchParameter
{
    private protected SearchParameter(string name)
    {
        if (string.IsNullOrEmpty(name))
            throw new InvalidInputException("empty_parameter_name", "A parameter has an empty name; a name has at least one character.");
        Name = name;
    }

    /// <summary>The name, unique in its space.</summary>
    public string Name { get; }

    /// <summary>Whether there is more than one value, so that the parameter takes a dimension of the unit cube.</summary>
    public abstract bool IsFree { get; }

    /// <summary>
    /// The value at a place of the unit interval (outside is clamped). Floats are spread evenly on their scale; each integer and each
    /// choice owns a slice, all slices of one length (on the log scale an integer's slice goes from half below it to half above it).
    /// </summary>
    public abstract ParameterValue At(double unit);

    /// <summary>
    /// The value on the straight line from minimum (0) to maximum (1), integers rounded half to even: the rule of grids and of plain
    /// Sobol designs, under which the two end values of an integer own half a slice each. Choices have slices, as in <see cref="At"/>.
    /// </summary>
    public virtual ParameterValue Interpolate(double unit) => At(unit);

    /// <summary>A place that <see cref="At"/> maps to the value; the middle of its slice for integers and choices, 0.5 if not free.</summary>
    /// <exception cref="InvalidInputException">Code <c>outside_space</c>: the value is of another type or out of range.</exception>
    public abstract double Locate(ParameterValue value);

    /// <summary>The error of a value that this parameter can't take.</summary>
    private protected InvalidInputException Outside(ParameterValue value, string expected) =>
        new("outside_space", $"Parameter '{Name}' is {value.Canonical}, but {expected}.");
}
