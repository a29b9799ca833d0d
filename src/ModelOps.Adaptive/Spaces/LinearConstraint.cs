using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Spaces;

/// <summary>A linear constraint on the numeric parameters of a space: the sum of coefficient times parameter is at most a limit.</summary>
public sealed class LinearConstraint
{
    /// <param name="text">As the user wrote it, for messages.</param>
    /// <param name="terms">The coefficients by parameter name.</param>
    /// <param name="limit">The largest sum that fulfils the constraint.</param>
    public LinearConstraint(string text, IEnumerable<KeyValuePair<string, double>> terms, double limit)
    {
        Text = text;
        Terms = new SortedDictionary<string, double>(terms.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        Limit = limit;
    }

    /// <summary>As the user wrote it.</summary>
    public string Text { get; }

    /// <summary>The coefficients by parameter name, in ordinal order, which is the order of the sum.</summary>
    public IReadOnlyDictionary<string, double> Terms { get; }

    /// <summary>The largest sum that fulfils the constraint.</summary>
    public double Limit { get; }

    /// <summary>Whether a parameter set fulfils it; the sum is in plain double arithmetic, so a limit met exactly may be missed by rounding.</summary>
    public bool Holds(ParameterSet set)
    {
        var sum = 0.0;
        foreach (var (name, coefficient) in Terms) sum += coefficient * set.Values[name].ToDouble(name);
        return sum <= Limit;
    }
}
