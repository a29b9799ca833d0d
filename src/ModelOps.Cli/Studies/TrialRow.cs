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
/// <param name="Error">The error of a target of the user's, or else the first replicate's, or null.</param>
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
    string? Error)
{
    /// <summary>Each target's own loss by name, unweighted; null unless completed, without an objective or if it was not recorded.</summary>
    public IReadOnlyDictionary<string, double>? Losses { get; init; }

    /// <summary>The trial that this one is the second part of, whose replicates its loss is of too; null for others.</summary>
    public int? Continues { get; init; }

    /// <summary>The stack of the user's code at that error, or null.</summary>
    public string? Traceback { get; init; }
}
