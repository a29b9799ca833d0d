using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Caches;

/// <summary><c>mops cache gc</c>: remove what was not used for longest.</summary>
internal static class CacheGcCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var size = new Option<string>("--max-size") { Required = true, HelpName = "SIZE", Description = "How much to keep at most, such as 5GiB or 500MB" };
        return new Command("gc", "Remove the results that were not used for longest") { size }.Runs(async (parse, cancellationToken) =>
        {
            var trimmed = await LocalPorts.Cache(context).TrimAsync(SizeOf(parse.GetRequiredValue(size)), cancellationToken);
            parse.Answer(context).Write(CacheTrimAnswer.Of(trimmed), CachesJson.Default.CacheTrimAnswer, CacheTrimAnswer.Render);
            return ExitStatus.Ok;
        });
    }

    private static long SizeOf(string text) => ByteSize.TryParse(text, out var bytes)
        ? bytes
        : throw new InvalidInputException("invalid_size", $"--max-size is '{text}'; expected a size such as 5GiB, 500MB or 0.");
}
