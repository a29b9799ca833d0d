using System.Text.Json.Serialization;

namespace ModelOps.Cli.Clusters;

/// <summary>Reads the files of workspaces; an unknown key or a missing address is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorkspaceBinding))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
