using System.Text.Json.Serialization;

namespace ModelOps.Cli.Tables;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TableShowAnswer))]
[JsonSerializable(typeof(TableConvertAnswer))]
internal sealed partial class TablesJson : JsonSerializerContext;
