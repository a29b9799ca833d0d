using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Studies;

/// <summary>
/// What a study that confirms its answer says: <c>builtin:auto</c> gives its last trials to one parameter set, whose first trial may have
/// been chosen for its luck and does not count.
/// </summary>
/// <param name="Trial">The first trial of the parameter set.</param>
/// <param name="Loss">The mean loss of its repetitions.</param>
/// <param name="Low">The lower end of the 90 % interval of the mean; <see langword="null"/> if one repetition gave another loss than the first trial.</param>
/// <param name="High">The upper end.</param>
/// <param name="Repetitions">How many repetitions completed, at least 1.</param>
public sealed record ConfirmedAnswer(Trial Trial, double Loss, double? Low, double? High, int Repetitions)
{
    // The 95 % quantiles of Student's t for 1 to 30 degrees of freedom.
    private static readonly double[] Quantiles =
    [
        6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753,
        1.746, 1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697,
    ];

    /// <summary>The answer of a study whose trials are all in memory; <see langword="null"/> as below.</summary>
    /// <param name="state">The study.</param>
    public static ConfirmedAnswer? Of(StudyState state) => Of(state, state.Trials);

    /// <summary>The answer of a study that has reached its limit; <see langword="null"/> for others, and where nothing of it completed.</summary>
    /// <param name="state">The study, also one that has forgotten its trials.</param>
    /// <param name="trials">Its trials in the order of their numbers.</param>
    public static ConfirmedAnswer? Of(StudyState state, IEnumerable<Trial> trials)
    {
        if (state.Header.Spec["algorithm"]?["adapter_path"]?.GetValue<string>() != "builtin:auto") return null;
        if (state.Stopped is not (StopReason.MaxTrials or StopReason.MaxSimulations) || state.Trials.Count == 0) return null;
        // The last round is never forgotten.
        var chosen = state.Trials[^1].Parameters;
        return Of([.. trials.Where(trial => trial.Parameters.Equals(chosen) && !trial.IsFirstPart)]);
    }

    private static ConfirmedAnswer? Of(List<Trial> trials)
    {
        var losses = trials.Skip(1).Where(trial => trial.Result!.Status == TrialStatus.Completed).Select(trial => trial.Result!.Loss).ToList();
        if (losses.Count == 0) return null;
        var mean = losses.Average();
        if (losses.Count == 1)
        {
            var isSame = trials[0].Result!.Loss.Equals(mean);
            return new(trials[0], mean, isSame ? mean : null, isSame ? mean : null, 1);
        }
        var error = Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / (losses.Count - 1) / losses.Count);
        // Beyond 30 the quantile is within 0.004 of this.
        var quantile = losses.Count - 2 < Quantiles.Length ? Quantiles[losses.Count - 2] : 1.645 + (1.6 / losses.Count);
        return new(trials[0], mean, mean - (quantile * error), mean + (quantile * error), losses.Count);
    }
}
