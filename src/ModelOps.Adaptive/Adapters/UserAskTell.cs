using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Adapters;

/// <summary>A user's ask/tell object in a worker. What it answers is checked before it becomes a round.</summary>
/// <param name="adapter">The object.</param>
/// <param name="name">Its entrypoint, for messages.</param>
/// <param name="space">The declared parameters; if there are none, the adapter brings its own.</param>
public sealed class UserAskTell(IUserObject adapter, string name, SearchSpace space) : IAskTell
{
    /// <inheritdoc />
    /// <exception cref="InvalidInputException">Code <c>bad_proposals</c>, or that of a value or of a place outside of the space.</exception>
    public async Task<IReadOnlyList<ParameterSet>> AskAsync(int round, int count, CancellationToken cancellationToken)
    {
        var answer = await adapter.CallAsync("ask", count.ToString(CultureInfo.InvariantCulture), cancellationToken);
        if (answer.ValueKind != JsonValueKind.Array) throw Bad($"ask({count}) must return a list of parameter sets");
        if (answer.GetArrayLength() > count) throw Bad($"ask({count}) returned {answer.GetArrayLength()} proposals; at most {count} were asked for");
        return [.. answer.EnumerateArray().Select(ToProposal)];
    }

    /// <inheritdoc />
    public async Task TellAsync(IReadOnlyList<TrialResult> results, CancellationToken cancellationToken) =>
        await adapter.CallAsync("tell", ToJson(results), cancellationToken);

    /// <inheritdoc />
    public async Task<bool> FinishedAsync(CancellationToken cancellationToken)
    {
        var answer = await adapter.CallAsync("finished", "null", cancellationToken);
        return answer.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Bad("finished() must return True or False"),
        };
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => adapter.DisposeAsync();

    private ParameterSet ToProposal(JsonElement json)
    {
        var proposal = ParameterSet.From(json, $"A proposal of {name}");
        // Locating a proposal in the space is how names, types and bounds are checked.
        if (space.Parameters.Count > 0) space.Locate(proposal);
        return space.Violated(proposal) is { } broken ? throw Bad($"a proposal breaks the constraint '{broken.Text}': {proposal.Canonical}") : proposal;
    }

    private static string ToJson(IReadOnlyList<TrialResult> results)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var result in results)
            {
                json.WriteStartObject();
                json.WriteString("param_id", result.Parameters.Id);
                json.WritePropertyName("params");
                json.WriteRawValue(result.Parameters.Canonical);
                json.WritePropertyName("loss");
                // Through a parameter value, so that 2.0 stays a float in Python.
                json.WriteRawValue(double.IsNaN(result.Loss) ? "null" : ParameterValue.From(result.Loss).Canonical);
                json.WriteString("status", TrialStatusText.Of(result.Status));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private InvalidInputException Bad(string what) => new("bad_proposals", $"{name}: {what}.");
}
