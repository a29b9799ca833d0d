using System.Net;
using System.Text.Json;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>Turns what a registry answers, or does not, into errors that say what to do.</summary>
internal static class RegistryError
{
    private const int MaxText = 300;

    /// <summary>The error of an answer that is not what a request expects.</summary>
    public static async Task<OutsideException> OfAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        var place = response.RequestMessage!.RequestUri!.Authority;
        var status = response.StatusCode;
        if (IsHtml(response)) return NotARegistry(place, what, $"HTTP {(int)status} and a web page");
        var detail = Detail(await RegistryBody.TryReadAsync(response, RegistryBody.ErrorLimit, cancellationToken));
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return Denied(place, what, detail);
        var retryable = status == HttpStatusCode.TooManyRequests || (int)status >= 500;
        return new("registry_failed", $"{place} answered HTTP {(int)status} to {what}{detail}.", retryable ? "Run the same command again later." : null, retryable);
    }

    public static OutsideException Denied(string place, string what, string detail) => new(
        "registry_denied",
        $"{place} refused {what}{detail}.",
        $"Log in with 'docker login {place}', or set MODELOPS_REGISTRY_USERNAME and MODELOPS_REGISTRY_PASSWORD, with the right to do this.");

    public static OutsideException NotARegistry(string place, string what, string answer) => new(
        "not_a_registry", $"{place} answered {answer} to {what}; expected an OCI registry.", "Check the address of the registry.");

    public static OutsideException Unreachable(string place, string what, Exception cause) => new(
        "registry_unreachable",
        $"{place} could not be reached for {what}: {cause.GetBaseException().Message.TrimEnd('.')}.",
        "Check the address and the network, then run the same command again.",
        retryable: true,
        cause);

    public static OutsideException TimedOut(string place, string what, TimeSpan timeout) => new(
        "registry_timeout",
        $"{place} did not answer {what} within {timeout.TotalSeconds:0.###} s.",
        "Run the same command again, or give it more time with MODELOPS_HTTP_TIMEOUT.",
        retryable: true);

    /// <summary>Whether an answer is a page for people: of a proxy, or of a host that is no registry.</summary>
    public static bool IsHtml(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml";

    /// <summary>The first code of an answer in the form of OCI's errors; empty for others.</summary>
    public static string Code(byte[] body) => First(body).Code;

    private static string Detail(byte[] body)
    {
        var (code, message) = First(body);
        var text = string.Concat($"{code} {message}".Where(c => !char.IsControl(c))).Trim();
        return text.Length == 0 ? "" : $": {(text.Length > MaxText ? text[..MaxText] + "…" : text).TrimEnd('.')}";
    }

    private static (string Code, string Message) First(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var error = document.RootElement.GetProperty("errors")[0];
            return (Text(error, "code"), Text(error, "message"));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return ("", "");
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
