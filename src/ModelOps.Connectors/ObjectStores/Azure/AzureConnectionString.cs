namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>Reads connection strings ("Configure Azure Storage connection strings"): <c>Name=value</c> pairs, separated by semicolons.</summary>
internal static class AzureConnectionString
{
    private const string Name = "AZURE_STORAGE_CONNECTION_STRING";

    // The emulator's account and key are public: Azure's documentation prints them.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string EmulatorEndpoint = "http://127.0.0.1:10000/devstoreaccount1";

    /// <summary>The settings that a connection string means.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="endpoint">An address that replaces the one of the connection string; the account is appended to it.</param>
    /// <exception cref="Contracts.Errors.InvalidInputException">Code <c>store_settings_invalid</c>; the message has no value of the text.</exception>
    public static AzureSettings Parse(string text, string? endpoint)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw AzureSettings.Invalid($"{Name} has a part that is not Name=value.");
            parts[part[..at]] = part[(at + 1)..];
        }
        if (parts.GetValueOrDefault("UseDevelopmentStorage") == "true") return Emulator(endpoint);
        var account = parts.GetValueOrDefault("AccountName");
        return new(EndpointOf(parts, account, endpoint), AuthorizationOf(parts, account));
    }

    private static AzureSettings Emulator(string? endpoint) => new(
        endpoint is null ? EmulatorEndpoint : $"{AzureSettings.CheckedEndpoint(endpoint, Name)}/{EmulatorAccount}",
        AzureSettings.KeyOf(EmulatorAccount, EmulatorKey, Name));

    private static string EndpointOf(Dictionary<string, string> parts, string? account, string? endpoint)
    {
        if (endpoint is not null && account is not null) return $"{AzureSettings.CheckedEndpoint(endpoint, "MODELOPS_AZURE_BLOB_ENDPOINT")}/{account}";
        if (parts.TryGetValue("BlobEndpoint", out var given)) return AzureSettings.CheckedEndpoint(given, $"BlobEndpoint of {Name}");
        if (account is null) throw AzureSettings.Invalid($"{Name} has neither AccountName nor BlobEndpoint.");
        var protocol = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return AzureSettings.CheckedEndpoint($"{protocol}://{account}.blob.{suffix}", Name);
    }

    private static IAzureAuthorization AuthorizationOf(Dictionary<string, string> parts, string? account)
    {
        if (parts.TryGetValue("SharedAccessSignature", out var sas)) return new SasToken(sas);
        if (account is not null && parts.TryGetValue("AccountKey", out var key)) return AzureSettings.KeyOf(account, key, $"AccountKey of {Name}");
        throw AzureSettings.Invalid($"{Name} has neither AccountName with AccountKey nor SharedAccessSignature.");
    }
}
