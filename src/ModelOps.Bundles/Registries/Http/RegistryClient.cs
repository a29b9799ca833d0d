using System.Net;
using System.Net.Http.Headers;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>
/// Sends requests to one registry: with what it needs to let us in, again after 429, 5xx and broken connections, and after redirects. What
/// lets us in goes to the registry itself only, never to where it redirects.
/// </summary>
internal sealed class RegistryClient : IDisposable
{
    private const int MaxRedirects = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly RegistryLogin _login;
    private readonly RegistryOptions _options;

    public RegistryClient(RegistryAddress address, RegistryOptions options)
    {
        _options = options;
        Root = new($"{(options.Insecure || address.IsLocal ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{address.Host}/");
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.Timeout,
            UseProxy = !address.IsLocal,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("mops", null));
        _login = new(address, options, SendOnceAsync);
    }

    /// <summary>The address that requests start from.</summary>
    public Uri Root { get; }

    /// <summary>Sends a request; gives the answer to the last attempt, whatever it is. Its body is still to be read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What it is for, as the object of "refused".</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OutsideException">Codes <c>registry_unreachable</c>, <c>registry_timeout</c>, <c>registry_denied</c>.</exception>
    public async Task<HttpResponseMessage> SendAsync(RegistryRequest request, string what, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var isLast = !request.IsRepeatable || attempt == _options.Retries;
            var wait = default(TimeSpan?);
            try
            {
                var response = await AdmittedAsync(request, what, cancellationToken);
                if (isLast || !IsTransient(response.StatusCode)) return response;
                wait = RetryAfter(response);
                response.Dispose();
            }
            catch (OutsideException fault) when (fault.Retryable && !isLast)
            {
                // Tried again below.
            }
            await WaitAsync(attempt, wait, cancellationToken);
        }
    }

    /// <summary>Waits before the next attempt, as long as the registry said or by doubling.</summary>
    public Task WaitAsync(int attempt, TimeSpan? asked, CancellationToken cancellationToken)
    {
        var wait = asked ?? _options.FirstRetryDelay * Math.Pow(2, attempt);
        return Task.Delay(wait < LongestWait ? wait : LongestWait, _options.Time, cancellationToken);
    }

    /// <summary>How long an answer asks to wait; <see langword="null"/> if it doesn't.</summary>
    public TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - _options.Time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Whether a status may be another one soon.</summary>
    public static bool IsTransient(HttpStatusCode status) => status == HttpStatusCode.TooManyRequests || (int)status is 500 or 502 or 503 or 504;

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _login.Dispose();
    }

    private async Task<HttpResponseMessage> AdmittedAsync(RegistryRequest request, string what, CancellationToken cancellationToken)
    {
        var ticket = _login.Ticket(request.IsWrite);
        var response = await RedirectedAsync(request, ticket, what, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !IsRegistry(response.RequestMessage!.RequestUri!)) return response;
        using (response)
        {
            ticket = await _login.RenewAsync(response, ticket, request.IsWrite, what, cancellationToken);
        }
        return await RedirectedAsync(request, ticket, what, cancellationToken);
    }

    private async Task<HttpResponseMessage> RedirectedAsync(
        RegistryRequest request, AuthenticationHeaderValue? ticket, string what, CancellationToken cancellationToken)
    {
        var uri = request.Uri;
        for (var i = 0; ; i++)
        {
            var response = await SendOnceAsync(request with { Uri = uri }, IsRegistry(uri) ? ticket : null, what, cancellationToken);
            var isRedirect = (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && !request.IsWrite;
            if (!isRedirect || response.Headers.Location is not { } location || i == MaxRedirects) return response;
            response.Dispose();
            var next = new Uri(uri, location);
            if (next.Scheme != Uri.UriSchemeHttps && (next.Scheme != Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
                throw new OutsideException("registry_failed", $"{uri.Authority} redirects {what} from {uri.Scheme} to {next.Scheme}, which is not followed.");
            uri = next;
        }
    }

    // The time-out is of silence: progress of a body that is sent starts it again.
    private async Task<HttpResponseMessage> SendOnceAsync(
        RegistryRequest request, AuthenticationHeaderValue? ticket, string what, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_options.Timeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        using var message = request.ToMessage(request.Uri, () => silence.CancelAfter(_options.Timeout));
        message.Headers.Authorization = ticket;
        try
        {
            return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw RegistryError.TimedOut(request.Uri.Authority, what, _options.Timeout);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw RegistryError.Unreachable(request.Uri.Authority, what, cause);
        }
    }

    private bool IsRegistry(Uri uri) => uri.Scheme == Root.Scheme && uri.Authority == Root.Authority;
}
