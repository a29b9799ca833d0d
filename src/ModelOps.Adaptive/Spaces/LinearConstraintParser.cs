using System.Globalization;
using System.Text.RegularExpressions;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Spaces;

/// <summary>Reads constraints such as <c>2*beta - gamma &lt;= 0.5</c>: sums of a number, a parameter, or a number times a parameter on both
/// sides of <c>&lt;=</c> or <c>&gt;=</c>.</summary>
public static partial class LinearConstraintParser
{
    private static readonly string[] Comparisons = ["<=", ">="];

    /// <summary>The constraint of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parameters">The parameters that it may name; their names must be letters, digits, <c>_</c> and <c>.</c> to be named.</param>
    /// <exception cref="InvalidInputException">
    /// Code <c>bad_constraint</c>: not of this form, without a parameter, or on choices; <c>unknown_parameter</c>, naming the nearest.
    /// </exception>
    public static LinearConstraint Parse(string text, IReadOnlyList<SearchParameter> parameters)
    {
        var sides = text.Split(Comparisons, StringSplitOptions.None);
        if (sides.Length != 2) throw Bad(text, "has no single <= or >=");
        var sign = text.Contains(Comparisons[0], StringComparison.Ordinal) ? 1 : -1;
        var terms = new Dictionary<string, double>(StringComparer.Ordinal);
        var limit = 0 - AddSide(text, sides[0], sign, terms) - AddSide(text, sides[1], -sign, terms);
        foreach (var name in terms.Keys) RequireNumber(text, name, parameters);
        if (terms.Count == 0) throw Bad(text, "names no parameter");
        return double.IsFinite(limit) && terms.Values.All(double.IsFinite) ? new(text, terms, limit) : throw Bad(text, "has a number beyond the range of a double");
    }

    // Adds the terms of a side times a sign and gives the sum of its plain numbers, times the sign.
    private static double AddSide(string text, string side, int sign, Dictionary<string, double> terms)
    {
        var constant = 0.0;
        for (var at = 0; at < side.Length || at == 0;)
        {
            var match = Term().Match(side, at);
            var isFirst = at == 0;
            if (!match.Success || match.Length == 0) throw Bad(text, $"is not understood at '{side[at..].Trim()}'");
            var signText = match.Groups["sign"].Value;
            if (!isFirst && signText.Length == 0) throw Bad(text, $"is not understood at '{side[at..].Trim()}'");
            var number = match.Groups["number"] is { Success: true } digits ? double.Parse(digits.Value, NumberStyles.Float, CultureInfo.InvariantCulture) : 1;
            var value = sign * (signText == "-" ? -number : number);
            if (match.Groups["name"] is { Success: true } name) terms[name.Value] = terms.GetValueOrDefault(name.Value) + value;
            else constant += value;
            at += match.Length;
        }
        return constant;
    }

    private static void RequireNumber(string text, string name, IReadOnlyList<SearchParameter> parameters)
    {
        var parameter = parameters.FirstOrDefault(each => each.Name == name)
            ?? throw new InvalidInputException("unknown_parameter", $"The constraint '{text}' names '{name}', which is no parameter.{Nearest.Hint(name, [.. parameters.Select(each => each.Name)])}");
        if (parameter is CategoricalParameter || parameter is FixedParameter { Value.IsNumber: false })
            throw Bad(text, $"names '{name}', which is no number");
    }

    private static InvalidInputException Bad(string text, string problem) => new(
        "bad_constraint", $"The constraint '{text}' {problem}.", "Write it as sums on both sides of <= or >=, such as '2*beta - gamma <= 0.5'.");

    [GeneratedRegex(
        @"\G\s*(?<sign>[-+])?\s*((?<number>(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)(\s*\*\s*(?<name>[A-Za-z_][A-Za-z0-9_.]*))?|(?<name>[A-Za-z_][A-Za-z0-9_.]*))\s*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Term();
}
