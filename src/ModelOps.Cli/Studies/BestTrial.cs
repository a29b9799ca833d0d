using System.Text.Json;

namespace ModelOps.Cli.Studies;

/// <summary>The completed trial with the smallest loss.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Params">Its parameters by name; floats keep their point.</param>
/// <param name="Loss">Its loss.</param>
internal sealed record BestTrial(int Trial, JsonElement Params, double Loss)
{
    /// <summary>Each target's own loss by name, unweighted; null without an objective or if it was not recorded.</summary>
    public IReadOnlyDictionary<string, double>? Losses { get; init; }

    /// <summary>What the study answers, in the answer of <c>best</c>; it may differ from this trial, which may have been lucky.</summary>
    public AnswerOfStudy? Answer { get; init; }
}
