using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary>Runs a command of the keeper as if a person had typed it; errors end as text and exit status.</summary>
/// <param name="context">What the run sees.</param>
/// <param name="arguments">The arguments after <c>mk</c>.</param>
/// <param name="cancellationToken">Ends the run.</param>
internal delegate Task<ExitStatus> KeeperRun(CliContext context, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
