using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Records;

/// <summary>The trials that show how a study fits its data: never the luckiest one where something better is known.</summary>
/// <param name="Trials">Completed trials; a particle of more weight occurs more often. None if no trial completed.</param>
/// <param name="Name">Whose replicates these are, in words.</param>
public sealed record FittedTrials(IReadOnlyList<Trial> Trials, string Name)
{
    private const int Draws = 100;

    /// <summary>Draws from the posterior sample, the repetitions of a confirmed answer, or the best trial.</summary>
    /// <param name="state">The study.</param>
    /// <param name="posterior">Its posterior sample; empty if it gives none.</param>
    public static FittedTrials Of(StudyState state, IReadOnlyList<WeightedTrial> posterior)
    {
        if (posterior.Count > 0) return new([.. Drawn(posterior)], $"{Draws} draws from the posterior sample");
        if (ConfirmedAnswer.Of(state) is { } answer)
        {
            var repeated = state.Trials.Where(trial =>
                trial.Number > answer.Trial.Number && trial.Parameters.Id == answer.Trial.Parameters.Id && trial.Result is { Status: TrialStatus.Completed });
            return new([.. repeated], $"the answer, repeated in {(answer.Repetitions == 1 ? "1 trial" : $"{answer.Repetitions} trials")}");
        }
        return state.Best is { } best ? new([best], $"trial {best.Number}") : new([], "no trial");
    }

    // Systematic resampling (Kitagawa 1996): evenly spaced places along the cumulative weights, so that the draws follow from the sample alone.
    private static IEnumerable<Trial> Drawn(IReadOnlyList<WeightedTrial> posterior)
    {
        var (particle, sum) = (0, posterior[0].Weight);
        for (var i = 0; i < Draws; i++)
        {
            while (sum < (i + 0.5) / Draws && particle + 1 < posterior.Count) sum += posterior[++particle].Weight;
            yield return posterior[particle].Trial;
        }
    }
}
