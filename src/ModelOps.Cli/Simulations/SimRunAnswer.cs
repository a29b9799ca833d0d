namespace ModelOps.Cli.Simulations;

/// <summary>The answer of <c>mops sim run</c>.</summary>
/// <param name="ParamId">The identity of the parameters.</param>
/// <param name="Seed">The seed used, as a text.</param>
/// <param name="Tables">What the model gave.</param>
/// <param name="Out">The folder that the tables were written to, or null.</param>
internal sealed record SimRunAnswer(string ParamId, string Seed, IReadOnlyList<TableShape> Tables, string? Out);
