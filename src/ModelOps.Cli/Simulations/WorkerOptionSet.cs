using System.CommandLine;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;

namespace ModelOps.Cli.Simulations;

/// <summary>The options of a command that say how its workers run simulations. None of these changes a result.</summary>
internal sealed class WorkerOptionSet
{
    private const string Cold = "cold";
    private const string System = "system";

    private readonly Option<string> _isolation = new Option<string>("--isolation")
    {
        HelpName = "warm|cold",
        Description = "cold runs each simulation in a fresh process; warm by default",
        DefaultValueFactory = static _ => "warm",
    }.AcceptOnlyFromAmong("warm", Cold);

    private readonly Option<string?> _memory = new("--memory") { HelpName = "SIZE", Description = "The most memory of a worker, such as 2GiB; no limit by default" };

    private readonly Option<string> _environment = new Option<string>("--environment")
    {
        HelpName = "bundle|system",
        Description = "system runs Python code with the packages that the interpreter has, without installing those that the bundle names",
        DefaultValueFactory = static _ => "bundle",
    }.AcceptOnlyFromAmong("bundle", System);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_isolation);
        command.Add(_memory);
        command.Add(_environment);
    }

    /// <summary>Which packages Python code runs with.</summary>
    public ModelEnvironment Environment(ParseResult parse) => parse.GetValue(_environment) == System ? ModelEnvironment.System : ModelEnvironment.Bundle;

    /// <summary>The options of the pool with what the command line says.</summary>
    public PoolOptions Apply(ParseResult parse, PoolOptions options) => options with
    {
        Recycle = parse.GetValue(_isolation) == Cold ? 1 : null,
        MemoryBytes = parse.GetValue(_memory) is { } size ? MemorySize.Parse(size) : null,
    };
}
