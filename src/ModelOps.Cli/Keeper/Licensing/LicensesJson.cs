using System.Text.Json.Serialization;

namespace ModelOps.Cli.Keeper.Licensing;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(IssuedAnswer))]
internal sealed partial class LicensesJson : JsonSerializerContext;
