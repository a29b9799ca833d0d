using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Caches;

/// <summary><c>mops cache clear</c>: remove everything.</summary>
internal static class CacheClearCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context) => new Command("clear", "Remove all results").Runs(async (parse, cancellationToken) =>
    {
        var trimmed = await LocalPorts.Cache(context).TrimAsync(0, cancellationToken);
        parse.Answer(context).Write(CacheTrimAnswer.Of(trimmed), CachesJson.Default.CacheTrimAnswer, CacheTrimAnswer.Render);
        return ExitStatus.Ok;
    });
}
