using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Trials;

/// <summary>The one spelling of a trial's status, in journals, JSON and tables.</summary>
public static class TrialStatusText
{
    /// <summary><c>completed</c>, <c>failed</c> or <c>timeout</c>.</summary>
    public static string Of(TrialStatus status) => status switch
    {
        TrialStatus.Completed => "completed",
        TrialStatus.Failed => "failed",
        _ => "timeout",
    };

    /// <summary>The status of a text that <see cref="Of"/> wrote; anything else is a <see cref="FormatException"/>.</summary>
    public static TrialStatus Parse(string text) => text switch
    {
        "completed" => TrialStatus.Completed,
        "failed" => TrialStatus.Failed,
        "timeout" => TrialStatus.Timeout,
        _ => throw new FormatException($"'{text}' is no status of a trial"),
    };
}
