namespace ModelOps.Cli.Simulations;

/// <summary>A table's name and shape.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Columns">Its columns in order.</param>
internal sealed record TableShape(string Name, int Rows, IReadOnlyList<string> Columns);
