using System.Globalization;
using System.Threading.Channels;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>
/// Keeps a process's copy of a study up to date: reads when the server notifies of a change, and at an interval, since notifications
/// are lost with their connection.
/// </summary>
internal sealed class StudyFollower(
    PostgresDatabase database, PostgresStoreOptions options, string channel, Func<int> known, Func<CancellationToken, Task> sync)
{
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Follows until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(ListenAsync(cancellationToken), ReadAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The store is closed.
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await database.ListenAsync(channel, Hint, Notified, cancellationToken);
            }
            catch (OutsideException)
            {
                // Meanwhile the interval does.
                await Task.Delay(options.PollInterval, options.Time, cancellationToken);
            }
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.PollInterval, options.Time);
        var tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        var hint = _news.Reader.ReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await Task.WhenAny(hint, tick);
            cancellationToken.ThrowIfCancellationRequested();
            if (tick.IsCompleted) tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            if (hint.IsCompleted) hint = _news.Reader.ReadAsync(cancellationToken).AsTask();
            await sync(cancellationToken);
        }
    }

    // What this process did itself it knows already.
    private void Notified(string events)
    {
        if (!int.TryParse(events, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > known()) Hint();
    }

    private void Hint() => _news.Writer.TryWrite(true);
}
