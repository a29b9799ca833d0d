using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Caches;

/// <summary><c>mops cache stat</c>: what the cache holds.</summary>
internal static class CacheStatCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context) => new Command("stat", "Show how much the cache holds, by model").Runs(parse =>
    {
        var cache = LocalPorts.Cache(context);
        var models = cache.Models();
        var answer = new CacheStatAnswer(
            cache.Directory,
            models.Sum(model => model.Results),
            models.Sum(model => model.Bytes),
            cache.MaxBytes,
            [.. models.Select(model => new CachedModelRow(model.Entrypoint, model.Content, model.Platform, model.Results, model.Bytes, Time(model.LastUsed)))]);
        parse.Answer(context).Write(answer, CachesJson.Default.CacheStatAnswer, Render);
        return ExitStatus.Ok;
    });

    private static void Render(CacheStatAnswer answer, TextWriter output)
    {
        output.Write($"{answer.Directory}: {answer.Results} results, {ByteSize.Text(answer.Bytes)} of at most {ByteSize.Text(answer.MaxBytes)}\n");
        if (answer.Models.Count == 0) return;
        TextTable.Write(
            output,
            ["ENTRYPOINT", "CONTENT", "RESULTS", "SIZE", "LAST USED"],
            answer.Models.Select(model => (string[])
            [
                model.Entrypoint,
                Digest.TryParse(model.Content, out var digest) ? digest.Short : model.Content,
                model.Results.ToString(CultureInfo.InvariantCulture),
                ByteSize.Text(model.Bytes),
                model.LastUsed,
            ]));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
