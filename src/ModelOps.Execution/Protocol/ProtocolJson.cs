using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelOps.Contracts.Errors;

namespace ModelOps.Execution.Protocol;

/// <summary>The JSON payloads, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WorkerHello))]
[JsonSerializable(typeof(OpenRequest))]
[JsonSerializable(typeof(WorkerReady))]
[JsonSerializable(typeof(WorkerRefusal))]
[JsonSerializable(typeof(CallRequest))]
[JsonSerializable(typeof(WorkerError))]
internal sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>Reads a payload.</summary>
    /// <exception cref="CorruptDataException">Code <c>worker_protocol</c>: it is not what the frame's type says.</exception>
    public static T Read<T>(ReadOnlySpan<byte> payload, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(payload, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new CorruptDataException("worker_protocol", $"A {typeof(T).Name} frame can't be read: {fault.Message}", inner: fault);
        }
    }
}
