using System.Text;
using System.Text.Json;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.Json;

/// <summary>Parses JSON from outside: UTF-8, no comments, no trailing commas, no duplicate keys, at most 64 levels deep.</summary>
public static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Parses a text.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="source">What the text is, for the message: a file name or an option.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_json</c>, with line and column of the fault.</exception>
    public static JsonDocument Parse(string text, string source) => Parse(Encoding.UTF8.GetBytes(text), source);

    /// <inheritdoc cref="Parse(string, string)" />
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string source)
    {
        try
        {
            return JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line ? $" at line {line + 1}, byte {fault.BytePositionInLine + 1}" : "";
            var reason = fault.Message.Split(" LineNumber:", 2)[0];
            throw new InvalidInputException("invalid_json", $"{source} is not valid JSON{place}: {reason}", inner: fault);
        }
    }
}
