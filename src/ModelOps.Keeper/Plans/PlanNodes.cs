using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Plans;

/// <summary>Source-generated metadata, so that no reflection is needed.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class PlanNodes : JsonSerializerContext;
