using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Reporting.Sources;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>The figures of a report, computed from a study's trials.</summary>
public sealed class StudyFindings
{
    private readonly Lazy<Sensitivity?> _sensitivity;

    private StudyFindings(SearchSpace space, IReadOnlyList<Candidate> ranked, Elite? elite)
    {
        (Space, Ranked, Elite) = (space, ranked, elite);
        _sensitivity = new(() => elite is null ? null : Sensitivity.Of(space, ranked));
        if (elite is null) return;
        Parameters = Identifiability.FindingsOf(space, elite);
        StrongPairs = Identifiability.StrongPairs(space, elite);
    }

    /// <summary>A finding for each free parameter; none without a completed trial.</summary>
    public IReadOnlyList<ParameterFinding> Parameters { get; } = [];

    /// <summary>The pairs of which the data determine only a combination.</summary>
    public IReadOnlyList<Correlation> StrongPairs { get; } = [];

    /// <summary>What the loss depends on; <see langword="null"/> if the trials can't say.</summary>
    public Sensitivity? Sensitivity => _sensitivity.Value;

    /// <summary>How many trials fit nearly as well as the best, by the rule.</summary>
    public int EliteCount => Elite?.Within ?? 0;

    /// <summary>Whether enough trials fit nearly as well to speak of ranges.</summary>
    public bool HasRanges => Elite is { IsEnough: true };

    /// <summary>Whether a likelihood says how good is nearly as good.</summary>
    public bool HasLikelihood => Elite is { IsLikelihood: true };

    /// <summary>Which trials the ranges are taken over, in words; empty without a completed trial.</summary>
    public string EliteRule => Elite?.Why ?? "";

    internal SearchSpace Space { get; }

    // All completed trials that lie in the space, by loss, then number.
    internal IReadOnlyList<Candidate> Ranked { get; }

    internal Elite? Elite { get; }

    /// <summary>The findings of a study.</summary>
    public static StudyFindings Of(ReportSource source)
    {
        var state = source.State;
        var space = RecordedSpace.Of(state);
        var ranked = state.Trials
            .Where(trial => trial.Result is { Status: TrialStatus.Completed })
            .Select(trial => CandidateOf(space, trial))
            .OfType<Candidate>()
            .OrderBy(candidate => candidate.Loss)
            .ThenBy(candidate => candidate.Trial.Number)
            .ToList();
        if (ranked.Count == 0) return new(space, ranked, null);
        var observations = source.Fit.Count > 0 ? source.Fit[0].Observed.Values.Count : 0;
        var rule = Analysis.EliteRule.Of(RecordedTarget.Of(state.Header), observations, ranked[0].Loss);
        return new(space, ranked, Elite.Of(ranked, rule));
    }

    private static Candidate? CandidateOf(SearchSpace space, Trial trial)
    {
        var places = space.Free.Select(parameter => RecordedSpace.PlaceOf(parameter, trial.Parameters)).ToList();
        return places.Contains(null) ? null : new(trial, [.. places.Select(place => place!.Value)]);
    }
}
