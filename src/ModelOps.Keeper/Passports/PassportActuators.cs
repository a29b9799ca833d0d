namespace ModelOps.Keeper.Passports;

/// <summary>The knobs of a passport.</summary>
/// <param name="Hot">Those that take effect while the workload runs.</param>
/// <param name="Cold">Those that restart its pods.</param>
public sealed record PassportActuators(IReadOnlyList<string> Hot, IReadOnlyList<string> Cold);
