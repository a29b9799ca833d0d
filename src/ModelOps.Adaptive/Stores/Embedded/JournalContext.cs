using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>Source-generated metadata: reading a journal needs no reflection, so that <c>status</c> starts fast.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class JournalContext : JsonSerializerContext;
