using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Simulations;

/// <summary><c>mops sim</c>: simulations and their identities.</summary>
internal static class SimCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("sim", "Run simulations, one or many, and show their identities")
    {
        SimRunCommand.Create(context),
        SimIdCommand.Create(context),
    };
}
