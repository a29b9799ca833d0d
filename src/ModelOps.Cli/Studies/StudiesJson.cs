using System.Text.Json.Serialization;

namespace ModelOps.Cli.Studies;

/// <summary>The JSON forms of this folder's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StudyAnswer))]
[JsonSerializable(typeof(BestTrial))]
[JsonSerializable(typeof(IReadOnlyList<TrialRow>))]
[JsonSerializable(typeof(IReadOnlyList<RunRow>))]
[JsonSerializable(typeof(CancelAnswer))]
[JsonSerializable(typeof(ReportAnswer))]
[JsonSerializable(typeof(CalibrateCheckAnswer))]
internal sealed partial class StudiesJson : JsonSerializerContext;
