using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Running;

/// <summary>What reached a runner since it last looked.</summary>
/// <param name="Outcomes">Answers of the engine; some may be repeated or unknown.</param>
/// <param name="Ticked">Whether a tick is due.</param>
/// <param name="IsFree">Whether a trial may have become free that this runner has not heard of.</param>
internal sealed record RunnerNews(IReadOnlyList<SimulationOutcome> Outcomes, bool Ticked, bool IsFree);
