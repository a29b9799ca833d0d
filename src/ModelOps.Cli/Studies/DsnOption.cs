using System.CommandLine;
using ModelOps.Adaptive.Studies;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary>The option that looks for runs in a central store instead of this machine.</summary>
internal static class DsnOption
{
    /// <summary>A new one: an option belongs to one command.</summary>
    public static Option<string?> Create() => new("--dsn")
    {
        HelpName = "DSN|env",
        Description = "Look in the PostgreSQL central store at DSN, or in the one that ADAPTIVE_STORAGE_DSN or PG* name, not on this machine",
    };

    /// <summary>The state of a run.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="dsn">The option's value.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StudyState> ReadAsync(CliContext context, string? dsn, string run, CancellationToken cancellationToken)
    {
        if (dsn is null) return LocalState.Runs(context).Read(run);
        await using var studies = await CentralStore.ConnectAsync(context, dsn, cancellationToken);
        return await studies.ReadAsync(run, cancellationToken);
    }
}
