using System.Numerics;
using ModelOps.Adaptive.Numerics;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Spaces;

/// <summary>An integer parameter between two bounds, both included.</summary>
public sealed record IntParameter : SearchParameter
{
    /// <summary>The largest magnitude of a bound: 2^52, so that halves between integers and the count of values are exact doubles.</summary>
    public const long Largest = 1L << 52;

    private readonly double _from;
    private readonly double _to;

    /// <param name="name">The name.</param>
    /// <param name="min">The lower bound, at least -<see cref="Largest"/> (code <c>bound_too_large</c>).</param>
    /// <param name="max">The upper bound, at most <see cref="Largest"/> and not below <paramref name="min"/> (code <c>min_above_max</c>); equal is a constant.</param>
    /// <param name="scale">Log needs a positive <paramref name="min"/> (code <c>log_bound_not_positive</c>).</param>
    public IntParameter(string name, long min, long max, ParameterScale scale = ParameterScale.Linear)
        : base(name)
    {
        if (min < -Largest || max > Largest)
            throw new InvalidInputException("bound_too_large", $"Parameter '{name}' goes from {min} to {max}; an integer bound is at most 2^52 = {Largest} in magnitude.");
        if (min > max) throw new InvalidInputException("min_above_max", $"Parameter '{name}' has min {min} above max {max}.", "Swap the two bounds.");
        if (scale == ParameterScale.Log && min <= 0)
            throw new InvalidInputException("log_bound_not_positive", $"Parameter '{name}' has scale log and min {min}; log needs min above 0.");
        (Min, Max, Scale) = (min, max, scale);
        (_from, _to) = scale == ParameterScale.Log ? (PortableMath.Log(min - 0.5), PortableMath.Log(max + 0.5)) : (min, max + 1.0);
    }

    /// <summary>The lower bound.</summary>
    public long Min { get; }

    /// <summary>The upper bound.</summary>
    public long Max { get; }

    /// <summary>The scale.</summary>
    public ParameterScale Scale { get; }

    /// <summary>The number of values.</summary>
    public long Count => Max - Min + 1;

    /// <inheritdoc />
    public override bool IsFree => Min < Max;

    /// <summary>The length of the value's slice of the unit interval.</summary>
    public double SliceOf(long value) => Scale == ParameterScale.Log
        ? (PortableMath.Log(value + 0.5) - PortableMath.Log(value - 0.5)) / (_to - _from)
        : 1.0 / Count;

    /// <summary>The length of the slice that a coordinate of the unit interval lies in.</summary>
    public double SliceAt(double unit) => SliceOf((long)(BigInteger)At(unit).Value);

    /// <inheritdoc />
    public override ParameterValue At(double unit) => Scale == ParameterScale.Log
        ? Clamped(Math.Floor(PortableMath.Exp(_from + (unit * (_to - _from))) + 0.5))
        : Clamped(Min + Math.Floor(unit * Count));

    /// <inheritdoc />
    public override ParameterValue Interpolate(double unit)
    {
        if (Scale == ParameterScale.Linear) return Clamped(Math.Round(Min + (unit * (Max - (double)Min)), MidpointRounding.ToEven));
        var (from, to) = (PortableMath.Log(Min), PortableMath.Log(Max));
        return Clamped(Math.Round(PortableMath.Exp(from + (unit * (to - from))), MidpointRounding.ToEven));
    }

    /// <inheritdoc />
    public override double Locate(ParameterValue value)
    {
        if (value.Value is not BigInteger whole || whole < Min || whole > Max)
            throw Outside(value, $"an integer from {Min} to {Max} was expected");
        if (!IsFree) return 0.5;
        var number = (double)whole;
        return Scale == ParameterScale.Log
            ? Math.Clamp((PortableMath.Log(number) - _from) / (_to - _from), 0, 1)
            : (number - Min + 0.5) / Count;
    }

    private ParameterValue Clamped(double value) => ParameterValue.From(new BigInteger(Math.Clamp(value, Min, Max)));
}
