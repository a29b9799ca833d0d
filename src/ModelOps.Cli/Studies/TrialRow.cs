using System.Text.Json;

namespace ModelOps.Cli.Studies;

/// <summary>One trial.</summary>
/// <param name="Trial">Its number, from 0.</param>
/// <param name="Round">The round that asked for it, from 0.</param>
/// <param name="Params">Its parameters by name; floats keep their point.</param>
/// <param name="ParamId">The identity of the parameters.</param>
/// <param name="Seeds">One seed a replicate, as texts.</param>
/// <param name="Replicates">How many replicates it has.</param>
/// <param name="Succeeded">How many of them completed.</param>
/// <param name="Status"><c>running</c>, <c>completed</c>, <c>failed</c> or <c>timeout</c>.</param>
/// <param name="Loss">The loss; null unless completed.</param>
/// <param name="Environmental">Whether the machine ended a replicate.</param>
/// <param name="Error">The first replicate's error, or null.</param>
internal sealed record TrialRow(
    int Trial,
    int Round,
    JsonElement Params,
    string ParamId,
    IReadOnlyList<string> Seeds,
    int Replicates,
    int Succeeded,
    string Status,
    double? Loss,
    bool Environmental,
    string? Error);
