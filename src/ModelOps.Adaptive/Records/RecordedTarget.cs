using System.Text.Json.Nodes;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Digests;

namespace ModelOps.Adaptive.Records;

/// <summary>A target as a study recorded it: the observations by their digest only.</summary>
/// <param name="Definition">What is compared, and how; its observed file is named by the digest.</param>
/// <param name="Observed">The digest of the observed file's bytes.</param>
public sealed record RecordedTarget(TargetDefinition Definition, Digest Observed)
{
    /// <summary>The targets of a study, in order; none for the placeholder loss and for a loss of the user's own.</summary>
    public static IReadOnlyList<RecordedTarget> Of(StudyHeader header) =>
    [
        .. from target in header.Spec["objective"]?["targets"]?.AsArray() ?? []
           where target?["observed"] is not null
           select Read(target.AsObject()),
    ];

    private static RecordedTarget Read(JsonObject target)
    {
        var observed = target["observed"]!.GetValue<string>();
        var definition = new TargetDefinition
        {
            Table = target["table"]!.GetValue<string>(),
            Column = target["column"]!.GetValue<string>(),
            Observed = observed,
            On = [.. target["on"]!.AsArray().Select(column => column!.GetValue<string>())],
            Loss = Enum.GetValues<LossKind>().Single(loss => TargetReader.NameOf(loss) == target["loss"]!.GetValue<string>()),
            Reduce = Enum.GetValues<Reduction>().Single(reduce => TargetReader.NameOf(reduce) == target["reduce"]!.GetValue<string>()),
            Weight = target["weight"]!.GetValue<double>(),
            Dispersion = target["dispersion"]?.GetValue<double>(),
            Trials = target["trials"]?.GetValue<long>(),
            TrialsColumn = target["trials_column"]?.GetValue<string>(),
        };
        return new(definition, Digest.Parse(observed));
    }
}
