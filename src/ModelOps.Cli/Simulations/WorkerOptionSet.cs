using System.CommandLine;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;

namespace ModelOps.Cli.Simulations;

/// <summary>The options of a command that say how its workers run simulations. None of these changes a result.</summary>
internal sealed class WorkerOptionSet
{
    private const string Cold = "cold";

    private readonly Option<string> _isolation = new Option<string>("--isolation")
    {
        HelpName = "warm|cold",
        Description = "cold runs each simulation in a fresh process; warm by default",
        DefaultValueFactory = static _ => "warm",
    }.AcceptOnlyFromAmong("warm", Cold);

    private readonly Option<string?> _memory = new("--memory") { HelpName = "SIZE", Description = "The most memory of a worker, such as 2GiB; no limit by default" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_isolation);
        command.Add(_memory);
    }

    /// <summary>The options of the pool with what the command line says.</summary>
    public PoolOptions Apply(ParseResult parse, PoolOptions options) => options with
    {
        Recycle = parse.GetValue(_isolation) == Cold ? 1 : null,
        MemoryBytes = parse.GetValue(_memory) is { } size ? MemorySize.Parse(size) : null,
    };
}
