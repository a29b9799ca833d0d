using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.ObjectStores.Http;

/// <summary>
/// Repeats requests that meet a busy or failing server or a broken connection, with growing pauses or as long as the server asks
/// (<c>Retry-After</c>). Bodies must be replayable. Redirects are handed on, never followed.
/// </summary>
internal sealed class RetryHandler(TransferSettings transfer, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var repetition = 0; ; repetition++)
        {
            var pause = transfer.Pause(repetition);
            try
            {
                var response = await TryAsync(request, cancellationToken);
                if (repetition == transfer.Retries || !IsTransient(response)) return response;
                pause = AskedPause(response) ?? pause;
                response.Dispose();
            }
            catch (Exception fault) when (repetition < transfer.Retries && fault is HttpRequestException or IOException or TimeoutException)
            {
                // The pause below is all that is to be done.
            }
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var limit = transfer.TimeoutOf(request.Content?.Headers.ContentLength ?? 0);
        patience.CancelAfter(limit);
        try
        {
            return await base.SendAsync(request, patience.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {limit.TotalSeconds:0.#} s", fault);
        }
    }

    private static bool IsTransient(HttpResponseMessage response) => (int)response.StatusCode is 408 or 429 or 500 or 502 or 503 or 504;

    private TimeSpan? AskedPause(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var pause = asked?.Delta ?? asked?.Date - time.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : null;
    }
}
