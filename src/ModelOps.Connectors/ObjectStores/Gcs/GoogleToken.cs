using System.Net.Http.Headers;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Gcs;

/// <summary>Bearer tokens of the application's default credentials; the library keeps each until shortly before it ends.</summary>
internal sealed class GoogleToken(GcsSettings settings)
{
    private const string Scope = "https://www.googleapis.com/auth/devstorage.read_write";

    private readonly Lock _loading = new();
    private Task<GoogleCredential>? _credential;

    /// <summary>The header that lets a request in; <see langword="null"/> for an emulator.</summary>
    public async Task<AuthenticationHeaderValue?> HeaderAsync(CancellationToken cancellationToken)
    {
        if (settings.IsEmulator) return null;
        try
        {
            ITokenAccess credential = await CredentialAsync().WaitAsync(cancellationToken);
            return new("Bearer", await credential.GetAccessTokenForRequestAsync(authUri: null, cancellationToken));
        }
        catch (Exception fault) when (fault is TokenResponseException or InvalidOperationException or JsonException or HttpRequestException or IOException)
        {
            throw new OutsideException(
                "google_sign_in_failed", "No token for Google Cloud Storage was given.",
                "Check the file of GOOGLE_APPLICATION_CREDENTIALS, or run `gcloud auth application-default login`.",
                // The text of a refusal is the server's, which may repeat what it was sent.
                inner: fault is TokenResponseException ? null : fault);
        }
    }

    // One look-up for all requests, also for those that begin while it lasts: none of them may end it for the others.
    private Task<GoogleCredential> CredentialAsync()
    {
        lock (_loading)
        {
            return _credential ??= LoadAsync(CancellationToken.None);
        }
    }

    private async Task<GoogleCredential> LoadAsync(CancellationToken cancellationToken)
    {
        if (settings.CredentialFile is not { } file) return (await GoogleCredential.GetApplicationDefaultAsync(cancellationToken)).CreateScoped(Scope);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
        var type = json.RootElement.TryGetProperty("type", out var value) ? value.GetString() : null;
        return (await CredentialFactory.FromFileAsync(file, type, cancellationToken)).CreateScoped(Scope);
    }
}
