using System.Net.Http.Headers;
using System.Text;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>What proves who we are.</summary>
/// <param name="Username">A name; empty for an identity token.</param>
/// <param name="Secret">A password, or the identity token. Never shown.</param>
internal sealed record RegistryCredential(string Username, string Secret)
{
    /// <summary>Whether the secret is a token to be exchanged (OAuth 2.0 refresh token) rather than a password.</summary>
    public bool IsIdentityToken => Username.Length == 0;

    /// <summary>The header of RFC 7617.</summary>
    public AuthenticationHeaderValue ToBasic() => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Secret}")));

    /// <summary>Without the secret.</summary>
    public override string ToString() => Username;
}
