using System.CommandLine;

namespace ModelOps.Cli.CommandLine;

/// <summary>Commands that the help shows together.</summary>
/// <param name="Title">The heading, such as "Simulations".</param>
/// <param name="Commands">The commands in the order of the help.</param>
internal sealed record CommandGroup(string Title, IReadOnlyList<Command> Commands);
