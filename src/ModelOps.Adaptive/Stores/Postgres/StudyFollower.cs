using System.Threading.Channels;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>
/// Tells a process when to look at a study: when the server tells of trials that are free, of trials given back or of the end, and at
/// an interval, since these notifications are lost with their connection and leases end without one. A process that finds others
/// faster several times on end looks later and later, up to the interval: fast simulations are then left to the runners that have them.
/// </summary>
internal sealed class StudyFollower(
    PostgresDatabase database, PostgresStoreOptions options, string channel, Func<CancellationToken, Task> look)
{
    private const string Free = "free";
    private const int MostDoublings = 20;

    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(1);

    private readonly Channel<bool> _news = Latest();
    private readonly Channel<bool> _urgent = Latest();
    private int _fruitless;

    /// <summary>This process tried to lease: with a trial it looks at once again, without one later than before.</summary>
    public void Tried(bool gotOne)
    {
        if (!gotOne) Interlocked.Increment(ref _fruitless);
        else if (Interlocked.Exchange(ref _fruitless, 0) > 0) _urgent.Writer.TryWrite(true);
    }

    /// <summary>Follows until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(ListenAsync(cancellationToken), LookAsync(cancellationToken));
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

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.PollInterval, options.Time);
        var tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        var hint = _news.Reader.ReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await Task.WhenAny(hint, tick);
            cancellationToken.ThrowIfCancellationRequested();
            var hinted = hint.IsCompleted;
            if (tick.IsCompleted) tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            if (hinted) hint = _news.Reader.ReadAsync(cancellationToken).AsTask();
            await look(cancellationToken);
            if (hinted) await RestAsync(cancellationToken);
        }
    }

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        var rest = FirstRest * Math.Pow(2, Math.Min(Volatile.Read(ref _fruitless), MostDoublings));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(
            Task.Delay(rest < options.PollInterval ? rest : options.PollInterval, options.Time, enough.Token),
            _urgent.Reader.ReadAsync(enough.Token).AsTask());
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Notified(string change)
    {
        if (change != Free) _urgent.Writer.TryWrite(true);
        Hint();
    }

    private void Hint() => _news.Writer.TryWrite(true);

    private static Channel<bool> Latest() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
