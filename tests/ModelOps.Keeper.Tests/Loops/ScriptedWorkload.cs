using ModelOps.Keeper.Loops;

namespace ModelOps.Keeper.Tests.Loops;

/// <summary>A workload whose knobs change when the scripted gates let them.</summary>
internal sealed class ScriptedWorkload(Func<RoundChange, RoundOutcome> gates) : IWorkload
{
    public Dictionary<string, int> Knobs { get; } = new(StringComparer.Ordinal);

    public string? Error { get; set; }

    public List<RoundChange> Asked { get; } = [];

    public Task<KnobReading> ReadKnobsAsync(CancellationToken cancellationToken) => Task.FromResult(new KnobReading(new Dictionary<string, int>(Knobs, StringComparer.Ordinal), Error));

    public Task<RoundOutcome> ApplyAsync(RoundChange change, CancellationToken cancellationToken)
    {
        Asked.Add(change);
        var outcome = gates(change);
        if (outcome is { Attempted: true, Ok: true })
        {
            foreach (var annotation in change.Plan.Items.Single().Patch.GetProperty("metadata").GetProperty("annotations").EnumerateObject())
                Knobs[annotation.Name["modekeeper/knob.".Length..]] = int.Parse(annotation.Value.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        }
        return Task.FromResult(outcome);
    }
}
