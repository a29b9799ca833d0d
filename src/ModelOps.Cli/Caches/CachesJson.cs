using System.Text.Json.Serialization;

namespace ModelOps.Cli.Caches;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CacheStatAnswer))]
[JsonSerializable(typeof(CacheTrimAnswer))]
internal sealed partial class CachesJson : JsonSerializerContext;
