using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelOps.Execution.Tasks;

/// <summary>The JSON form of the journal, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TaskCommit))]
internal sealed partial class TaskJournalJson : JsonSerializerContext
{
    // Quotes in parameters would take six bytes each otherwise, and a record has a largest size.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of a record.</summary>
    public static ReadOnlySpan<byte> Write(TaskCommit commit)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain)) JsonSerializer.Serialize(writer, commit, Default.TaskCommit);
        return buffer.WrittenSpan;
    }

    /// <summary>Reads a record; <see langword="null"/> if it is none.</summary>
    public static TaskCommit? Read(ReadOnlyMemory<byte> record)
    {
        try
        {
            return JsonSerializer.Deserialize(record.Span, Default.TaskCommit);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
