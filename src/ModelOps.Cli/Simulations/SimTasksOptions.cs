using ModelOps.Cli.Composition;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tasks;

namespace ModelOps.Cli.Simulations;

/// <summary>How <c>mops sim run --tasks</c> was called.</summary>
/// <param name="File">The task file, or <c>-</c> for standard input.</param>
/// <param name="Entrypoint">The entrypoint of tasks that name none, or null.</param>
/// <param name="Bundle">The bundle of tasks that name none.</param>
/// <param name="Format">How tables are written.</param>
internal sealed record SimTasksOptions(string File, Entrypoint? Entrypoint, string Bundle, TableFormat Format)
{
    /// <summary>Where they run.</summary>
    public Placement Placement { get; init; } = Placement.Here;

    /// <summary>How the workers run simulations.</summary>
    public PoolOptions Pool { get; init; } = new();

    /// <summary>Which packages Python models run with.</summary>
    public ModelEnvironment Environment { get; init; }

    /// <summary>Whether known results are taken from the user's cache.</summary>
    public bool Cached { get; init; }
}
