namespace ModelOps.Adaptive.Studies;

/// <summary>The one spelling of a stop reason, in journals and JSON.</summary>
public static class StopReasonText
{
    /// <summary>Such as <c>max_trials</c>.</summary>
    public static string Of(StopReason reason) => reason switch
    {
        StopReason.MaxTrials => "max_trials",
        StopReason.MaxSimulations => "max_simulations",
        StopReason.Finished => "finished",
        StopReason.TargetLoss => "target_loss",
        StopReason.NoImprovement => "no_improvement",
        StopReason.MaxTime => "max_time",
        _ => "cancelled",
    };

    /// <summary>The reason of a text that <see cref="Of"/> wrote; anything else is a <see cref="FormatException"/>.</summary>
    public static StopReason Parse(string text) => text switch
    {
        "max_trials" => StopReason.MaxTrials,
        "max_simulations" => StopReason.MaxSimulations,
        "finished" => StopReason.Finished,
        "target_loss" => StopReason.TargetLoss,
        "no_improvement" => StopReason.NoImprovement,
        "max_time" => StopReason.MaxTime,
        "cancelled" => StopReason.Cancelled,
        _ => throw new FormatException($"'{text}' is no reason to stop"),
    };
}
