using System.Net.Http.Headers;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>A request, made anew for each attempt.</summary>
internal sealed record RegistryRequest(HttpMethod Method, Uri Uri)
{
    /// <summary>The media types that are understood.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The part of the body that is wanted.</summary>
    public RangeHeaderValue? Range { get; init; }

    /// <summary>Makes the body; <see langword="null"/> for none. It is told how to report progress.</summary>
    public Func<Action, HttpContent>? Content { get; init; }

    /// <summary>Whether failures are retried here; false where the sender must first ask how far it got.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether the repository is changed, which may need another token than reading.</summary>
    public bool IsWrite => Method != HttpMethod.Get && Method != HttpMethod.Head;

    /// <summary>The message of one attempt.</summary>
    public HttpRequestMessage ToMessage(Uri uri, Action progress)
    {
        var message = new HttpRequestMessage(Method, uri) { Content = Content?.Invoke(progress) };
        foreach (var type in Accept) message.Headers.Accept.Add(new(type));
        message.Headers.Range = Range;
        return message;
    }
}
