using System.Text.Json.Nodes;

namespace ModelOps.Adaptive.Stores.Journals;

/// <summary>The JSON form of one event in the journal; which members are present depends on <see cref="Event"/>.</summary>
internal sealed record JournalRecord
{
    public required string Event { get; init; }

    // created
    public int? Format { get; init; }
    public string? Run { get; init; }
    public string? Name { get; init; }
    public JsonObject? Spec { get; init; }
    public string? SpecDigest { get; init; }
    public string? Content { get; init; }
    public string? Bundle { get; init; }
    public IReadOnlyDictionary<string, string>? Platform { get; init; }
    public IReadOnlyDictionary<string, string>? AdapterPlatform { get; init; }
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? TargetPlatforms { get; init; }

    // round
    public int? Round { get; init; }
    public IReadOnlyList<JournalProposal>? Proposals { get; init; }

    // replicate and told
    public int? Trial { get; init; }
    public int? Replicate { get; init; }
    public string? Status { get; init; }
    public IReadOnlyDictionary<string, string>? Tables { get; init; }
    public JournalError? Error { get; init; }
    public double? Loss { get; init; }
    public IReadOnlyList<double>? Losses { get; init; }
    public bool? Environmental { get; init; }

    // stopped
    public string? Reason { get; init; }
    public string? StudyDigest { get; init; }
}
