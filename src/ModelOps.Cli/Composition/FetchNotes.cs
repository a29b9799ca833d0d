using System.Globalization;
using ModelOps.Bundles.Registries;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Composition;

/// <summary>Says on standard error every few seconds how much of a bundle was fetched before something runs from it; nothing if it takes less.</summary>
/// <param name="context">The run.</param>
internal sealed class FetchNotes(CliContext context) : IProgress<TransferProgress>
{
    private const double Megabyte = 1e6;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Lock _writing = new();
    private long _last = context.Time.GetTimestamp();

    /// <inheritdoc />
    public void Report(TransferProgress value)
    {
        lock (_writing)
        {
            if (context.Time.GetElapsedTime(_last) < Every) return;
            _last = context.Time.GetTimestamp();
            context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"Fetching the bundle: {value.Bytes / Megabyte:0.0} of {value.TotalBytes / Megabyte:0.0} MB\n"));
        }
    }
}
