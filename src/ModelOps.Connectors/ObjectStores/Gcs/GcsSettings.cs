using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Gcs;

/// <summary>How to reach Google Cloud Storage.</summary>
/// <param name="Endpoint">The address before <c>/storage/v1</c>, without a slash at its end.</param>
/// <param name="CredentialFile">The file that GOOGLE_APPLICATION_CREDENTIALS names; <see langword="null"/> for gcloud's or the machine's own identity.</param>
/// <param name="IsEmulator">Whether the endpoint is an emulator, which gets no credentials.</param>
internal sealed record GcsSettings(string Endpoint, string? CredentialFile, bool IsEmulator)
{
    private const string Emulator = "STORAGE_EMULATOR_HOST";
    private const string CustomEndpoint = "MODELOPS_GCS_ENDPOINT";

    /// <summary>Reads the environment.</summary>
    /// <exception cref="InvalidInputException">Code <c>store_settings_invalid</c>.</exception>
    public static GcsSettings From(Func<string, string?> environment)
    {
        var file = environment("GOOGLE_APPLICATION_CREDENTIALS");
        if (environment(Emulator) is { } emulator)
            return new(Checked(emulator.Contains("://", StringComparison.Ordinal) ? emulator : "http://" + emulator, Emulator), null, true);
        var endpoint = environment(CustomEndpoint) is { } custom ? Checked(custom, CustomEndpoint) : "https://storage.googleapis.com";
        var address = new Uri(endpoint);
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback) throw Invalid($"A token is sent over https only, and {CustomEndpoint} is '{endpoint}'.");
        if (file is not null && !File.Exists(file)) throw Invalid($"GOOGLE_APPLICATION_CREDENTIALS names '{file}', and there is no such file.");
        return new(endpoint, file, false);
    }

    internal static InvalidInputException Invalid(string message) => new(
        "store_settings_invalid", message,
        $"Set GOOGLE_APPLICATION_CREDENTIALS, or run `gcloud auth application-default login`; {Emulator} for an emulator; {CustomEndpoint} for a private endpoint.");

    private static string Checked(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri.TrimEnd('/')
            : throw Invalid($"{name} is not an http or https address.");
}
