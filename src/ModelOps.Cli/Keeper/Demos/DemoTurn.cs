namespace ModelOps.Cli.Keeper.Demos;

/// <summary>How a command of a demonstration went.</summary>
/// <param name="Says">What it was to show.</param>
/// <param name="Command">The command line.</param>
/// <param name="Status">Its exit status.</param>
/// <param name="Ok">Whether it ended as it was to.</param>
/// <param name="Output">What it answered.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record DemoTurn(string Says, string Command, int Status, bool Ok, string Output, string Errors);
