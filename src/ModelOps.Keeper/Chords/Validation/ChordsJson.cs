using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Chords.Validation;

/// <summary>The JSON form of this folder's report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChordsValidateReport))]
public sealed partial class ChordsJson : JsonSerializerContext;
