namespace ModelOps.Keeper.Passports;

/// <summary>The names that a passport may use.</summary>
public static class PassportVocabulary
{
    /// <summary>Chords. <c>RECOVER</c> and <c>RELOCK</c> are the two halves of the catalog's <c>RECOVER-RELOCK</c>, which names both.</summary>
    public static IReadOnlyList<string> Chords { get; } = ["NORMAL-HOLD", "DRIFT-RETUNE", "BURST-ABSORB", "INPUT-STRAGGLER", "RECOVER", "RELOCK", "RECOVER-RELOCK"];

    /// <summary>The built-in passports.</summary>
    public static IReadOnlyList<string> Templates { get; } = ["comm", "cost", "io", "perf", "pilot", "recovery", "safe"];
}
