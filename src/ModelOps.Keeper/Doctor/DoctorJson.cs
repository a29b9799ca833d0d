using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Doctor;

/// <summary>The JSON form of this folder's report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DoctorReport))]
public sealed partial class DoctorJson : JsonSerializerContext;
