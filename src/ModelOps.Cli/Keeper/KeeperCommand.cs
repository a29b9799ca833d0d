using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Keeper;

/// <summary><c>mops keeper</c>: tune running workloads inside a safety envelope. The tool under the name <c>mk</c> is this command.</summary>
internal static class KeeperCommand
{
    /// <summary>The name of the tool that is this command.</summary>
    public const string Alias = "mk";

    /// <summary>The command's name.</summary>
    public const string Name = "keeper";

    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command(Name, "Tune running workloads: observe, plan, verify, apply, roll back");
        foreach (var child in KeeperCommands.All(context)) command.Add(child);
        return command;
    }
}
