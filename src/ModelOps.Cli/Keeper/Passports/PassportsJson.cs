using System.Text.Json.Serialization;

namespace ModelOps.Cli.Keeper.Passports;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<PassportView>))]
[JsonSerializable(typeof(PassportValidation))]
internal sealed partial class PassportsJson : JsonSerializerContext;
