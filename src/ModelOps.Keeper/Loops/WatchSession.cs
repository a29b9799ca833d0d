namespace ModelOps.Keeper.Loops;

/// <summary>How a watch ended.</summary>
/// <param name="Report">All iterations together.</param>
/// <param name="Last">The last round; <see langword="null"/> if it failed or there was none.</param>
/// <param name="BlockedReason">What closed the gates first in this session; <see langword="null"/> if nothing did.</param>
public sealed record WatchSession(WatchReport Report, ClosedLoopReport? Last, string? BlockedReason);
