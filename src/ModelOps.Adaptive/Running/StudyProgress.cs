namespace ModelOps.Adaptive.Running;

/// <summary>How far a study is.</summary>
/// <param name="Trials">Trials with a result.</param>
/// <param name="MaxTrials">How many there can be, or <see langword="null"/> without a limit.</param>
/// <param name="Failed">How many of them failed or timed out.</param>
/// <param name="Best">The smallest loss so far, or <see langword="null"/>.</param>
public sealed record StudyProgress(int Trials, long? MaxTrials, int Failed, double? Best);
