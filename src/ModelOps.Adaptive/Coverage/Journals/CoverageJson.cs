using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelOps.Adaptive.Coverage.Journals;

/// <summary>Source-generated metadata of a check's records.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CoverageRecord))]
internal sealed partial class CoverageJson : JsonSerializerContext;
