using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>A run in the list of a shared store.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Stopped">Why it ended, or <see langword="null"/>.</param>
/// <param name="Trials">How many trials have a result.</param>
/// <param name="Best">The smallest loss, or <see langword="null"/>.</param>
public sealed record StudySummary(string Run, StopReason? Stopped, int Trials, double? Best);
