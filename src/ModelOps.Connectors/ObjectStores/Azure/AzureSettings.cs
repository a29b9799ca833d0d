using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>Where the blobs of an account are and what lets requests in.</summary>
/// <param name="Endpoint">The address before the container, without a slash at its end.</param>
/// <param name="Authorization">What lets requests in.</param>
internal sealed record AzureSettings(string Endpoint, IAzureAuthorization Authorization)
{
    private const string ConnectionString = "AZURE_STORAGE_CONNECTION_STRING";
    private const string Account = "AZURE_STORAGE_ACCOUNT";
    private const string Key = "AZURE_STORAGE_KEY";
    private const string Sas = "AZURE_STORAGE_SAS_TOKEN";
    private const string Mode = "AZURE_STORAGE_AUTH_MODE";
    private const string CustomEndpoint = "MODELOPS_AZURE_BLOB_ENDPOINT";

    private const string Ways =
        $"Set {ConnectionString}; or {Account} with {Key} or {Sas}; or {Account} with {Mode}=login to sign in with Microsoft Entra ID "
        + "(environment, workload identity, managed identity, az login).";

    /// <summary>Reads the environment.</summary>
    /// <exception cref="InvalidInputException">Code <c>store_settings_invalid</c>.</exception>
    public static AzureSettings From(Func<string, string?> environment)
    {
        var (connection, account, key) = (environment(ConnectionString), environment(Account), environment(Key));
        if (connection is not null && (account ?? key) is not null)
            throw Invalid($"Specify either {ConnectionString} or {Account} with {Key}, not both.");
        if (connection is not null) return AzureConnectionString.Parse(connection, environment(CustomEndpoint));
        if (account is null)
        {
            throw Invalid(key is null
                ? "Azure authentication is not configured, and the address is one of Azure Blob Storage."
                : $"{Key} is specified but {Account} is missing.");
        }
        if (!account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            throw Invalid($"{Account} is '{account}', which is no name of a storage account (lower-case letters and digits).");
        var endpoint = environment(CustomEndpoint) is { } custom
            ? $"{CheckedEndpoint(custom, CustomEndpoint)}/{account}"
            : $"https://{account}.blob.core.windows.net";
        return new(endpoint, AuthorizationOf(environment, account, endpoint));
    }

    internal static string CheckedEndpoint(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri.TrimEnd('/')
            : throw Invalid($"{name} is not an http or https address.");

    internal static SharedKey KeyOf(string account, string text, string name)
    {
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0
            ? new(account, key[..length])
            : throw Invalid($"{name} is not a key in base64.");
    }

    internal static InvalidInputException Invalid(string message) => new("store_settings_invalid", message, Ways);

    private static IAzureAuthorization AuthorizationOf(Func<string, string?> environment, string account, string endpoint)
    {
        var (key, sas) = (environment(Key), environment(Sas));
        if (key is not null && sas is not null) throw Invalid($"Specify either {Key} or {Sas}, not both.");
        if (key is not null) return KeyOf(account, key, Key);
        if (sas is not null) return new SasToken(sas);
        // Workload identity and service principals bring the client's id; an account alone is most likely a forgotten key.
        if (environment(Mode) != "login" && environment("AZURE_CLIENT_ID") is null) throw Invalid($"{Account} is specified but {Key} is missing.");
        var address = new Uri(endpoint);
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            throw Invalid($"A token of Microsoft Entra ID is sent over https only, and {CustomEndpoint} is '{endpoint}'.");
        return new EntraToken(environment("AZURE_AUTHORITY_HOST"));
    }
}
