using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.S3;

/// <summary>How to reach S3. The variables are those of the AWS command line.</summary>
/// <param name="Endpoint">Another server than Amazon's, addressed by paths; <see langword="null"/> for Amazon's.</param>
/// <param name="Region">The region that requests are signed for; <see langword="null"/> where a profile names it.</param>
/// <param name="AccessKey">The id of the key; <see langword="null"/> for a profile or role.</param>
/// <param name="SecretKey">The key.</param>
/// <param name="SessionToken">What belongs to a temporary key.</param>
internal sealed record S3Settings(Uri? Endpoint, string? Region, string? AccessKey, string? SecretKey, string? SessionToken)
{
    private const string KeyId = "AWS_ACCESS_KEY_ID";
    private const string Secret = "AWS_SECRET_ACCESS_KEY";
    private const string EndpointName = "AWS_ENDPOINT_URL_S3";

    /// <summary>Reads the environment.</summary>
    /// <exception cref="InvalidInputException">Code <c>store_settings_invalid</c>.</exception>
    public static S3Settings From(Func<string, string?> environment)
    {
        var (id, secret) = (environment(KeyId), environment(Secret));
        if (id is not null && secret is null) throw Invalid($"{KeyId} is specified but {Secret} is missing.");
        if (id is null && secret is not null) throw Invalid($"{Secret} is specified but {KeyId} is missing.");
        return new(
            EndpointOf(environment(EndpointName) ?? environment("AWS_ENDPOINT_URL")),
            environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION"),
            id,
            secret,
            environment("AWS_SESSION_TOKEN"));
    }

    // A record prints its members, and a secret must not be printed.
    /// <summary>The endpoint and the region.</summary>
    public override string ToString() => $"S3 at {Endpoint?.ToString() ?? "Amazon"} ({Region})";

    internal static InvalidInputException Invalid(string message) => new(
        "store_settings_invalid", message,
        $"Set {KeyId} and {Secret} (or a profile or role), AWS_REGION, and {EndpointName} for another server than Amazon's.");

    private static Uri? EndpointOf(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 ? uri
        : throw Invalid($"{EndpointName} is not an http or https address.");
}
