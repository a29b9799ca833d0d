using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModelOps.Contracts.Json;

/// <summary>Source-generated metadata, so that canonicalization needs no reflection.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class NodeContext : JsonSerializerContext;
