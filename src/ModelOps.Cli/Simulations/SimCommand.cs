using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Simulations;

/// <summary><c>mops sim</c>: single simulations and their identities.</summary>
internal static class SimCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("sim", "Identify simulations by their parameters and seeds")
    {
        SimIdCommand.Create(context),
    };
}
