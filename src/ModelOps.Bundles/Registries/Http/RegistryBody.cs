using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>Reads bodies of answers into memory, up to a bound.</summary>
internal static class RegistryBody
{
    /// <summary>As much of an error as is looked at.</summary>
    public const int ErrorLimit = 64 << 10;

    // Long enough for a small body; a registry that takes longer has fallen silent in the middle of it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The body, cut at the bound; empty if it can't be read.</summary>
    public static async Task<byte[]> TryReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var buffer = new byte[limit];
            var length = await stream.ReadAtLeastAsync(buffer, limit, throwOnEndOfStream: false, either.Token);
            return buffer[..length];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            return [];
        }
    }

    /// <summary>The whole body.</summary>
    /// <exception cref="CorruptDataException">Code <c>registry_answer_too_large</c>.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, int limit, string what, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > limit) throw TooLarge(what, limit);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[32 << 10];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > limit) throw TooLarge(what, limit);
        }
        return body.ToArray();
    }

    private static CorruptDataException TooLarge(string what, int limit) =>
        new("registry_answer_too_large", $"The registry's answer to {what} is larger than {limit} bytes, the most that is taken.");
}
