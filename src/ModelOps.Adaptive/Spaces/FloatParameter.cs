using ModelOps.Adaptive.Numerics;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Spaces;

/// <summary>A floating-point parameter between two bounds, both included.</summary>
public sealed record FloatParameter : SearchParameter
{
    private readonly double _from;
    private readonly double _to;

    /// <param name="name">The name.</param>
    /// <param name="min">The lower bound, finite (code <c>bound_not_finite</c>).</param>
    /// <param name="max">The upper bound, finite and not below <paramref name="min"/> (code <c>min_above_max</c>); equal is a constant.</param>
    /// <param name="scale">Log needs a positive <paramref name="min"/> (code <c>log_bound_not_positive</c>).</param>
    public FloatParameter(string name, double min, double max, ParameterScale scale = ParameterScale.Linear)
        : base(name)
    {
        if (!double.IsFinite(min) || !double.IsFinite(max) || !double.IsFinite(max - min))
            throw new InvalidInputException("bound_not_finite", $"Parameter '{name}' goes from {min} to {max}; bounds and their difference must be finite.");
        if (min > max) throw new InvalidInputException("min_above_max", $"Parameter '{name}' has min {min} above max {max}.", "Swap the two bounds.");
        if (scale == ParameterScale.Log && min <= 0)
            throw new InvalidInputException("log_bound_not_positive", $"Parameter '{name}' has scale log and min {min}; log needs min above 0.");
        (Min, Max, Scale) = (min, max, scale);
        (_from, _to) = scale == ParameterScale.Log ? (PortableMath.Log(min), PortableMath.Log(max)) : (min, max);
    }

    /// <summary>The lower bound.</summary>
    public double Min { get; }

    /// <summary>The upper bound.</summary>
    public double Max { get; }

    /// <summary>The scale.</summary>
    public ParameterScale Scale { get; }

    /// <inheritdoc />
    public override bool IsFree => Min < Max;

    /// <inheritdoc />
    public override ParameterValue At(double unit)
    {
        if (unit <= 0) return ParameterValue.From(Min);
        if (unit >= 1) return ParameterValue.From(Max);
        var place = _from + (unit * (_to - _from));
        var value = Scale == ParameterScale.Log ? PortableMath.Exp(place) : place;
        return ParameterValue.From(Math.Clamp(value, Min, Max));
    }

    /// <inheritdoc />
    public override double Locate(ParameterValue value)
    {
        if (value.Value is not double number || number < Min || number > Max)
            throw Outside(value, $"a float from {Min} to {Max} was expected");
        if (!IsFree) return 0.5;
        var place = Scale == ParameterScale.Log ? PortableMath.Log(number) : number;
        return Math.Clamp((place - _from) / (_to - _from), 0, 1);
    }
}
