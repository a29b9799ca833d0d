using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Spaces;

/// <summary>A parameter that always has the same value.</summary>
public sealed record FixedParameter : SearchParameter
{
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public FixedParameter(string name, ParameterValue value)
        : base(name) => Value = value;

    /// <summary>The value.</summary>
    public ParameterValue Value { get; }

    /// <inheritdoc />
    public override bool IsFree => false;

    /// <inheritdoc />
    public override ParameterValue At(double unit) => Value;

    /// <inheritdoc />
    public override double Locate(ParameterValue value) =>
        value.Equals(Value) ? 0.5 : throw Outside(value, $"it is fixed at {Value.Canonical}");
}
