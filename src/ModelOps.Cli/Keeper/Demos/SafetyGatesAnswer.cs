namespace ModelOps.Cli.Keeper.Demos;

/// <summary>The answer of <c>keeper demo safety-gates</c>, and its report <c>demo_safety_gates_latest.json</c>.</summary>
/// <param name="Cases">The applies that must be blocked.</param>
internal sealed record SafetyGatesAnswer(IReadOnlyList<GateCase> Cases)
{
    /// <summary>Always <c>demo_safety_gates.v0</c>.</summary>
    public string SchemaVersion { get; } = "demo_safety_gates.v0";

    /// <summary>Whether all were blocked for the right reason.</summary>
    public bool Ok => Cases.All(gate => gate.Ok);
}
