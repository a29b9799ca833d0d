namespace ModelOps.Cli.Simulations;

/// <summary>The answer of <c>mops sim id</c>.</summary>
/// <param name="ParamId">64 lower-case hex digits.</param>
/// <param name="Seeds">The seeds of the replicates in order, as texts: a double cannot hold every 64-bit number.</param>
internal sealed record SimIdAnswer(string ParamId, IReadOnlyList<string> Seeds);
