namespace ModelOps.Adaptive.Coverage;

/// <summary>The one spelling of where truths come from and of what is judged, on command lines, in journals and JSON.</summary>
public static class CoverageNames
{
    /// <summary><c>prior</c> or <c>answer</c>.</summary>
    public static string Of(TruthSource source) => source == TruthSource.Prior ? "prior" : "answer";

    /// <summary>The source of a text that <see cref="Of(TruthSource)"/> wrote; anything else is a <see cref="FormatException"/>.</summary>
    public static TruthSource Parse(string text) => text switch
    {
        "prior" => TruthSource.Prior,
        "answer" => TruthSource.Answer,
        _ => throw new FormatException($"'{text}' is no source of truths"),
    };

    /// <summary><c>posterior</c>, <c>likelihood_range</c> or <c>loss_range</c>.</summary>
    public static string Of(IntervalKind kind) => kind switch
    {
        IntervalKind.Posterior => "posterior",
        IntervalKind.LikelihoodRange => "likelihood_range",
        _ => "loss_range",
    };

    /// <summary>The kind of a text that <see cref="Of(IntervalKind)"/> wrote; anything else is a <see cref="FormatException"/>.</summary>
    public static IntervalKind ParseIntervals(string text) => text switch
    {
        "posterior" => IntervalKind.Posterior,
        "likelihood_range" => IntervalKind.LikelihoodRange,
        "loss_range" => IntervalKind.LossRange,
        _ => throw new FormatException($"'{text}' is no kind of interval"),
    };
}
