using ModelOps.Contracts.Quantities;
using ModelOps.Execution.Cache;

namespace ModelOps.Cli.Caches;

/// <summary>The answer of <c>mops cache gc</c> and <c>clear</c>.</summary>
/// <param name="RemovedBytes">The size of what was removed.</param>
/// <param name="RemovedResults">How many results that were.</param>
/// <param name="KeptBytes">The size of what is left.</param>
/// <param name="InUse">How many files should have gone but are being written by a running process.</param>
internal sealed record CacheTrimAnswer(long RemovedBytes, long RemovedResults, long KeptBytes, int InUse)
{
    /// <summary>The answer for what was done.</summary>
    public static CacheTrimAnswer Of(CacheTrim trimmed) => new(trimmed.RemovedBytes, trimmed.RemovedResults, trimmed.KeptBytes, trimmed.InUse);

    /// <summary>The answer for people.</summary>
    public static void Render(CacheTrimAnswer answer, TextWriter output)
    {
        output.Write($"Removed {answer.RemovedResults} results, {ByteSize.Text(answer.RemovedBytes)}; {ByteSize.Text(answer.KeptBytes)} are left.\n");
        if (answer.InUse > 0) output.Write($"{answer.InUse} files are being written by a running process and were left.\n");
    }
}
