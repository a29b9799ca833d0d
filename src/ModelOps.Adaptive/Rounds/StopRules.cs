namespace ModelOps.Adaptive.Rounds;

/// <summary>
/// The rules of a spec by which a study may end before its limits. Loss rules judge the trials that the next round may see, so that they
/// decide alike whoever runs the study; the time rule depends on the machine, and its study has the digest of the trials it got to.
/// </summary>
/// <param name="TargetLoss">A round with a trial of at most this loss is the last; none if <see langword="null"/>.</param>
/// <param name="NoImprovement">The study ends after so many trials in a row without a smaller loss, at least 1; never if <see langword="null"/>.</param>
/// <param name="MaxTime">No round is asked later than this after the start or the resume of the run; no limit if <see langword="null"/>.</param>
public sealed record StopRules(double? TargetLoss = null, long? NoImprovement = null, TimeSpan? MaxTime = null);
