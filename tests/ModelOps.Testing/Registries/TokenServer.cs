using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace ModelOps.Testing.Registries;

/// <summary>
/// Gives tokens in the form of the distribution project's token authentication: JSON web tokens signed with RSA, the certificate in the
/// header. Gives them to one user only.
/// </summary>
public sealed class TokenServer : IAsyncDisposable
{
    /// <summary>What it is for.</summary>
    public const string Service = "test-registry";

    private const string Issuer = "test-issuer";

    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly HttpServer _server;
    private readonly string _expected;

    /// <summary>Starts a server that knows one user.</summary>
    public TokenServer(string user, string password)
    {
        _expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        var request = new CertificateRequest("CN=test", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        _certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _server = new(AnswerAsync);
    }

    /// <summary>The certificate that a registry must trust.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>The part of a registry's configuration that sends users here.</summary>
    /// <param name="certificatePath">Where the certificate was saved.</param>
    public string ToConfiguration(string certificatePath) => $$"""
        auth:
          token: {realm: "http://{{_server.Host}}/token", service: {{Service}}, issuer: {{Issuer}}, rootcertbundle: "{{certificatePath}}"}
        """;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        if (context.Request.Headers["Authorization"] != _expected)
        {
            context.Response.StatusCode = 401;
            return;
        }
        var scopes = context.Request.QueryString.GetValues("scope") ?? [];
        await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new { token = Token(scopes) }));
    }

    private string Token(string[] scopes)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var header = new { typ = "JWT", alg = "RS256", x5c = new[] { Convert.ToBase64String(_certificate.RawData) } };
        var access = scopes.Select(scope => scope.Split(':')).Select(parts => new { type = parts[0], name = parts[1], actions = parts[2].Split(',') });
        var claims = new { iss = Issuer, sub = "ada", aud = Service, exp = now + 300, nbf = now - 60, iat = now, jti = $"{now}", access };
        var text = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Encode(signature)}";
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
