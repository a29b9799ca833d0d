using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>
/// Microsoft Entra ID: a bearer token of whatever identity <c>Azure.Identity</c> finds, which keeps it until shortly before it ends.
/// </summary>
internal sealed partial class EntraToken : IAzureAuthorization
{
    private static readonly TokenRequestContext Scope = new(["https://storage.azure.com/.default"]);

    // The clouds that can vouch for an authority; in any other (Azure Stack, disconnected clouds) nobody can be asked.
    private static readonly string[] KnownAuthorities =
        ["login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn", "login.microsoftonline.de"];

    private readonly DefaultAzureCredential _credential;

    /// <param name="authority">The host that gives tokens, as AZURE_AUTHORITY_HOST says; <see langword="null"/> for the public cloud's.</param>
    public EntraToken(string? authority)
    {
        var options = new DefaultAzureCredentialOptions();
        if (authority is not null && Uri.TryCreate(authority, UriKind.Absolute, out var host))
        {
            options.AuthorityHost = host;
            options.DisableInstanceDiscovery = !KnownAuthorities.Contains(host.Host, StringComparer.OrdinalIgnoreCase);
        }
        _credential = new(options);
    }

    /// <inheritdoc />
    public async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var token = await _credential.GetTokenAsync(Scope, cancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        }
        catch (AuthenticationFailedException fault)
        {
            // The text around the code is the server's, which may repeat what it was sent.
            var code = ErrorCode().Match(fault.ToString()) is { Success: true } match ? $" ({match.Value})" : "";
            throw new OutsideException(
                "azure_sign_in_failed", $"No token of Microsoft Entra ID for Azure storage was given{code}.",
                "Run `az login`, or check AZURE_TENANT_ID, AZURE_CLIENT_ID and the secret, certificate or federated token that belongs to them.");
        }
    }

    [GeneratedRegex("AADSTS[0-9]{1,10}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ErrorCode();
}
