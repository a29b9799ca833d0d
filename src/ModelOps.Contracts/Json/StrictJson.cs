using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.Json;

/// <summary>
/// Parses JSON from outside: UTF-8, no comments, no trailing commas, no duplicate keys, no half surrogate pairs, at most 64 levels deep.
/// </summary>
public static class StrictJson
{
    private const string HalfPair = "a text holds half of a surrogate pair, which UTF-8 cannot carry";

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Parses a text.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="source">What the text is, for the message: a file name or an option.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_json</c>, with line and column of the fault.</exception>
    public static JsonDocument Parse(string text, string source)
    {
        try
        {
            return Parse(Strict.GetBytes(text), source);
        }
        catch (EncoderFallbackException fault)
        {
            throw Invalid(source, HalfPair, fault);
        }
    }

    /// <inheritdoc cref="Parse(string, string)" />
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string source)
    {
        if (!Utf8.IsValid(utf8.Span)) throw Invalid(source, "it is not UTF-8");
        try
        {
            var document = JsonDocument.Parse(utf8, Options);
            // Escapes are decoded on reading only; those of surrogates are rare, so that the walk is, too.
            if (utf8.Span.IndexOf("\\ud"u8) >= 0 || utf8.Span.IndexOf("\\uD"u8) >= 0) DecodeTexts(document.RootElement);
            return document;
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line ? $" at line {line + 1}, byte {fault.BytePositionInLine + 1}" : "";
            var reason = fault.Message.Split(" LineNumber:", 2)[0];
            throw new InvalidInputException("invalid_json", $"{source} is not valid JSON{place}: {reason}", inner: fault);
        }
        catch (InvalidOperationException fault)
        {
            // What System.Text.Json throws for a text that it can't decode.
            throw Invalid(source, HalfPair, fault);
        }
    }

    private static void DecodeTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) DecodeTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    DecodeTexts(property.Value);
                }
                break;
        }
    }

    private static InvalidInputException Invalid(string source, string reason, Exception? fault = null) =>
        new("invalid_json", $"{source} is not valid JSON: {reason}.", inner: fault);
}
