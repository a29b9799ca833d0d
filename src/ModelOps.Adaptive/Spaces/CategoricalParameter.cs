using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Spaces;

/// <summary>A parameter with a list of unordered choices of any type.</summary>
public sealed record CategoricalParameter : SearchParameter
{
    /// <param name="name">The name.</param>
    /// <param name="choices">At least one (code <c>no_choices</c>), all different (code <c>duplicate_choice</c>); 1 and 1.0 differ.</param>
    public CategoricalParameter(string name, IReadOnlyList<ParameterValue> choices)
        : base(name)
    {
        if (choices.Count == 0) throw new InvalidInputException("no_choices", $"Parameter '{name}' has no choices; at least one was expected.");
        var seen = new HashSet<ParameterValue>();
        foreach (var choice in choices)
        {
            if (!seen.Add(choice)) throw new InvalidInputException("duplicate_choice", $"Parameter '{name}' has the choice {choice.Canonical} twice.");
        }
        Choices = [.. choices];
    }

    /// <summary>The choices, in the order of the spec.</summary>
    public IReadOnlyList<ParameterValue> Choices { get; }

    /// <inheritdoc />
    public override bool IsFree => Choices.Count > 1;

    /// <inheritdoc />
    public override ParameterValue At(double unit) => Choices[(int)Math.Clamp(Math.Floor(unit * Choices.Count), 0, Choices.Count - 1)];

    /// <inheritdoc />
    public override double Locate(ParameterValue value)
    {
        for (var i = 0; i < Choices.Count; i++)
        {
            if (Choices[i].Equals(value)) return (i + 0.5) / Choices.Count;
        }
        throw Outside(value, $"the choices are {string.Join(", ", Choices)}");
    }

    /// <summary>Equal choices in equal order.</summary>
    public bool Equals(CategoricalParameter? other) => other is not null && Name == other.Name && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Choices.Count);
}
