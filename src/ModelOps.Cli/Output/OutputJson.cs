using System.Text.Json.Serialization;

namespace ModelOps.Cli.Output;

/// <summary>Source-generated: reflection would cost more than the rest of the start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorReport))]
internal sealed partial class OutputJson : JsonSerializerContext;
