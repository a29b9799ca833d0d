using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Caches;

/// <summary><c>mops cache</c>: the results that simulations are not run again for.</summary>
internal static class CacheCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("cache", "Show and shrink the cache of simulation results")
    {
        CacheStatCommand.Create(context),
        CacheGcCommand.Create(context),
        CacheClearCommand.Create(context),
    };
}
