using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>A linear constraint as people write it.</summary>
internal static class ConstraintText
{
    /// <summary>Such as <c>2 beta - gamma &lt;= 3</c>; a study records the terms and not how the user wrote them.</summary>
    public static string Of(LinearConstraint constraint)
    {
        var terms = constraint.Terms.Where(term => term.Value != 0)
            .Select((term, i) => $"{(term.Value < 0 ? i == 0 ? "-" : " - " : i == 0 ? "" : " + ")}{Factor(Math.Abs(term.Value))}{term.Key}");
        return $"{string.Concat(terms)} <= {Figure.Of(constraint.Limit)}";
    }

    private static string Factor(double size) => size == 1 ? "" : $"{Figure.Of(size)} ";
}
