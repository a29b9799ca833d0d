using System.Text;
using System.Text.Json;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>
/// What <c>docker login</c> left in <c>config.json</c>: <c>credHelpers</c> for a host, else <c>credsStore</c>, else <c>auths</c>. Helpers are
/// programs <c>docker-credential-NAME</c> that read a host and answer with JSON (docker/docker-credential-helpers).
/// </summary>
internal static class DockerConfig
{
    private const string TokenUser = "<token>";

    /// <summary>The credential for a registry; <see langword="null"/> if there is none.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_json</c>: the file can't be read.</exception>
    /// <exception cref="OutsideException">Code <c>credential_helper_failed</c> or <c>program_not_found</c>.</exception>
    public static async Task<RegistryCredential?> FindAsync(string host, string? folder, CancellationToken cancellationToken)
    {
        folder ??= Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        var path = Path.Combine(folder, "config.json");
        if (!File.Exists(path)) return null;
        using var document = StrictJson.Parse(await File.ReadAllBytesAsync(path, cancellationToken), $"'{path}'");
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (Text(Get(root, "credHelpers"), host) is { } helper) return await AskAsync(helper, host, cancellationToken);
        if (Text(root, "credsStore") is { Length: > 0 } store && await AskAsync(store, host, cancellationToken) is { } stored) return stored;
        return Keys(host).Select(key => Get(Get(root, "auths"), key)).Select(ToCredential).FirstOrDefault(found => found is not null);
    }

    private static string[] Keys(string host) =>
        [host, $"https://{host}", $"https://{host}/", $"http://{host}", $"https://{host}/v1/", $"https://{host}/v2/"];

    private static RegistryCredential? ToCredential(JsonElement entry)
    {
        if (Text(entry, "identitytoken") is { Length: > 0 } token) return new("", token);
        if (Text(entry, "username") is { Length: > 0 } user && Text(entry, "password") is { } password) return new(user, password);
        if (Text(entry, "auth") is not { Length: > 0 } auth) return null;
        var bytes = new byte[auth.Length];
        if (!Convert.TryFromBase64String(auth, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0').Split(':', 2);
        return pair.Length == 2 && pair[0].Length > 0 ? new(pair[0], pair[1]) : null;
    }

    private static async Task<RegistryCredential?> AskAsync(string helper, string host, CancellationToken cancellationToken)
    {
        using var child = ChildProcess.Start(new($"docker-credential-{helper}", ["get"]));
        await using var kill = cancellationToken.Register(child.Kill);
        await TellAsync(child, host, cancellationToken);
        using var reader = new StreamReader(child.Output);
        var answer = await reader.ReadToEndAsync(cancellationToken);
        var status = await child.Exit;
        cancellationToken.ThrowIfCancellationRequested();
        if (status != 0)
        {
            // The words of the protocol for "I have none".
            if (answer.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)) return null;
            throw new OutsideException("credential_helper_failed", $"'docker-credential-{helper}' ended with {status} for {host}.", "Log in again, or run the helper by hand to see why.");
        }
        using var document = StrictJson.Parse(answer, $"The answer of 'docker-credential-{helper}'");
        var secret = Text(document.RootElement, "Secret");
        var user = Text(document.RootElement, "Username");
        return string.IsNullOrEmpty(secret) ? null : new(user is null or TokenUser ? "" : user, secret);
    }

    private static async Task TellAsync(ChildProcess child, string host, CancellationToken cancellationToken)
    {
        try
        {
            await child.Input.WriteAsync(Encoding.UTF8.GetBytes(host + "\n"), cancellationToken);
        }
        catch (IOException)
        {
            // It ended without asking for the host; its status says why.
        }
        child.CloseInput();
    }

    private static JsonElement Get(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement json, string name) => Get(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
