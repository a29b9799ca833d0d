using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Fleet;

/// <summary>The JSON forms of this folder's reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InventoryReport))]
[JsonSerializable(typeof(PolicyReport))]
public sealed partial class FleetJson : JsonSerializerContext;
