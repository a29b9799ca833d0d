using System.Text.Json.Serialization;

namespace ModelOps.Cli.Tools;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(ConfigAnswer))]
[JsonSerializable(typeof(DoctorAnswer))]
internal sealed partial class ToolsJson : JsonSerializerContext;
