namespace ModelOps.Cli.Keeper.Demos;

/// <summary>The answer of a demonstration on a cluster.</summary>
/// <param name="Folder">The folder of its reports.</param>
/// <param name="Ok">Whether everything went as it was to.</param>
/// <param name="Turns">The commands that were played.</param>
/// <param name="Left">What was left in the cluster or the folder on purpose.</param>
internal sealed record DemoAnswer(string Folder, bool Ok, IReadOnlyList<DemoTurn> Turns, IReadOnlyList<string> Left);
