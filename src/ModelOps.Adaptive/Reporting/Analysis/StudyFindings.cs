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

    private StudyFindings(SearchSpace space, IReadOnlyList<Candidate> ranked, Elite? elite, Candidate? answer)
    {
        (Space, Ranked, Elite, Answer) = (space, ranked, elite, answer);
        _sensitivity = new(() => elite is null ? null : Sensitivity.Of(space, ranked));
        if (elite is null) return;
        Parameters = Identifiability.FindingsOf(space, elite, elite.Weights is null ? Curvature.Of(space, ranked, elite) : Curvature.Unneeded, answer!);
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

    internal bool HasMedians => Elite?.Weights is not null;

    internal bool IsConfirmed { get; private init; }

    internal string AnswerName => IsConfirmed ? "the answer" : HasMedians ? "the smallest distance" : "the best";

    internal SearchSpace Space { get; }

    // All completed trials that lie in the space, by loss, then number.
    internal IReadOnlyList<Candidate> Ranked { get; }

    internal Elite? Elite { get; }

    // What the page marks: the answer where one was confirmed, else the best trial.
    internal Candidate? Answer { get; }

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
        if (ranked.Count == 0) return new(space, ranked, null, null);
        var observations = source.Fit.Count > 0 ? source.Fit[0].Observed.Values.Count : 0;
        // The smallest of many noisy losses is lucky; what was confirmed is not.
        var reference = source.Answer?.Loss ?? ranked[0].Loss;
        var rule = Analysis.EliteRule.Of(RecordedTarget.Of(state.Header), observations, reference);
        var answer = ranked.FirstOrDefault(candidate => candidate.Trial == source.Answer?.Trial) ?? ranked[0];
        return new(space, ranked, Elite.OfSample(ranked, source.Posterior) ?? Elite.Of(ranked, reference, rule), answer) { IsConfirmed = source.Answer is not null };
    }

    private static Candidate? CandidateOf(SearchSpace space, Trial trial)
    {
        var places = space.Free.Select(parameter => RecordedSpace.PlaceOf(parameter, trial.Parameters)).ToList();
        return places.Contains(null) ? null : new(trial, [.. places.Select(place => place!.Value)]);
    }
}
