using System.Net;
using System.Text.Json;

namespace ModelOps.Connectors.Kubectl;

/// <summary>What the API server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON: the object, or for an error a <c>Status</c> object.</param>
public sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body)
{
    /// <summary>Whether the server did what was asked.</summary>
    public bool Ok => (int)Status is >= 200 and < 300;

    /// <summary>For an error its reason in one word, such as <c>Forbidden</c>, <c>NotFound</c> or <c>Conflict</c>; otherwise <see langword="null"/>.</summary>
    public string? Reason => Ok ? null : Text("reason") ?? Status.ToString();

    /// <summary>For an error the server's sentence; empty otherwise.</summary>
    public string Message => Ok ? "" : Text("message") ?? $"HTTP status {(int)Status}";

    /// <summary>An error as kubectl would print it; empty for none.</summary>
    public string Error => Ok ? "" : $"Error from server ({Reason}): {Message}";

    private string? Text(string key) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
