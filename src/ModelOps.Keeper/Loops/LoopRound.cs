using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary>What one round of a loop works with.</summary>
/// <param name="Folder">Where its files go.</param>
/// <param name="Source">Where samples come from.</param>
/// <param name="Recording">The copy that the source makes of its lines; <see langword="null"/> for none.</param>
/// <param name="Tick">The round's number, from 0.</param>
public sealed record LoopRound(ReportFolder Folder, ITelemetrySource Source, RawRecording? Recording, int Tick);
