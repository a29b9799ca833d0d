using ModelOps.Bundles.Registries;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;

namespace ModelOps.Cli.Bundles;

/// <summary>The progress of a transfer, in megabytes. It begins with the first report, which knows the total.</summary>
/// <param name="context">The run.</param>
internal sealed class TransferBar(CliContext context) : IProgress<TransferProgress>, IDisposable
{
    private const long Megabyte = 1_000_000;

    private readonly Lock _beginning = new();
    private Progress? _progress;

    /// <inheritdoc />
    public void Report(TransferProgress value)
    {
        lock (_beginning) _progress ??= new(context, "MB", Round(value.TotalBytes));
        _progress.Report(Round(value.Bytes));
    }

    /// <inheritdoc />
    public void Dispose() => _progress?.Dispose();

    private static long Round(long bytes) => (bytes + Megabyte - 1) / Megabyte;
}
