using System.Text.Json.Serialization;

namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>Source-generated metadata: reading a journal needs no reflection, so that <c>status</c> starts fast.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class JournalContext : JsonSerializerContext;
