namespace ModelOps.Keeper.Loops;

/// <summary>How often a watch looks.</summary>
/// <param name="Interval">The time from the end of an iteration to the beginning of the next.</param>
/// <param name="MaxIterations">After how many this session ends; <see langword="null"/> for never.</param>
public sealed record WatchSettings(TimeSpan Interval, int? MaxIterations);
