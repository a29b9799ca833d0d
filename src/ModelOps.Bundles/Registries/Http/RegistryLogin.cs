using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>
/// Gets what lets us into a registry when it asks: basic authentication, or a token of the server that it names (the token
/// authentication of the distribution project, which all registries share).
/// </summary>
internal sealed class RegistryLogin(
    RegistryAddress address,
    RegistryOptions options,
    Func<RegistryRequest, AuthenticationHeaderValue?, string, CancellationToken, Task<HttpResponseMessage>> send) : IDisposable
{
    private const int TokenLimit = 1 << 20;

    private readonly SemaphoreSlim _renewing = new(1);
    private volatile AuthenticationHeaderValue? _reading;
    private volatile AuthenticationHeaderValue? _writing;
    private RegistryCredential? _credential;
    private bool _isLookedUp;

    /// <summary>What let us in last time.</summary>
    public AuthenticationHeaderValue? Ticket(bool isWrite) => isWrite ? _writing : _reading ?? _writing;

    /// <summary>Gets a new ticket after a refusal. Requests that were refused together share it.</summary>
    /// <exception cref="OutsideException">Code <c>registry_denied</c>: there is nothing to log in with, or it is not accepted.</exception>
    public async Task<AuthenticationHeaderValue> RenewAsync(
        HttpResponseMessage refusal, AuthenticationHeaderValue? refused, bool isWrite, string what, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken);
        try
        {
            if (Ticket(isWrite) is { } newer && !newer.Equals(refused)) return newer;
            var ticket = await LogInAsync(refusal, what, cancellationToken);
            // A second refusal of the same proof is final.
            if (ticket.Equals(refused)) throw await RegistryError.OfAsync(refusal, what, cancellationToken);
            if (isWrite) _writing = ticket;
            else _reading = ticket;
            return ticket;
        }
        finally
        {
            _renewing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _renewing.Dispose();

    private async Task<AuthenticationHeaderValue> LogInAsync(HttpResponseMessage refusal, string what, CancellationToken cancellationToken)
    {
        if (!_isLookedUp)
        {
            _credential = options.Username is { } name ? new(name, options.Password ?? "") : await DockerConfig.FindAsync(address.Host, options.DockerConfigFolder, cancellationToken);
            _isLookedUp = true;
        }
        if (refusal.Headers.WwwAuthenticate.FirstOrDefault(challenge => Is(challenge, "Bearer")) is { } bearer)
            return await FetchTokenAsync(BearerChallenge.Parse(bearer.Parameter ?? "", refusal.RequestMessage!.RequestUri!), what, cancellationToken);
        if (refusal.Headers.WwwAuthenticate.Any(challenge => Is(challenge, "Basic")) && _credential is { IsIdentityToken: false } known) return known.ToBasic();
        throw await RegistryError.OfAsync(refusal, what, cancellationToken);
    }

    private async Task<AuthenticationHeaderValue> FetchTokenAsync(BearerChallenge challenge, string what, CancellationToken cancellationToken)
    {
        var request = _credential is { IsIdentityToken: true } identity ? challenge.Exchange(identity.Secret) : challenge.Ask();
        var proof = _credential is { IsIdentityToken: false } known ? known.ToBasic() : null;
        using var response = await send(request, proof, $"a token for {what}", cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK) throw await RegistryError.OfAsync(response, $"a token for {what}", cancellationToken);
        using var silence = new CancellationTokenSource(options.Timeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            using var document = JsonDocument.Parse(await RegistryBody.ReadAsync(response, TokenLimit, "a request for a token", either.Token));
            var token = new[] { "token", "access_token" }
                .Select(name => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null)
                .FirstOrDefault(text => !string.IsNullOrEmpty(text));
            return token is not null ? new("Bearer", token) : throw NoToken(request, what);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw NoToken(request, what);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryError.TimedOut(request.Uri.Authority, $"a token for {what}", options.Timeout);
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            throw RegistryError.Unreachable(request.Uri.Authority, $"a token for {what}", cause);
        }
    }

    private static OutsideException NoToken(RegistryRequest request, string what) =>
        RegistryError.NotARegistry(request.Uri.Authority, $"a token for {what}", "without a token");

    private static bool Is(AuthenticationHeaderValue challenge, string scheme) => challenge.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);
}
