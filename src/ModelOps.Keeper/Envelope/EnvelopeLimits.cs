namespace ModelOps.Keeper.Envelope;

/// <summary>The limits that a person sets; those of the chords hold as well.</summary>
public sealed record EnvelopeLimits
{
    /// <summary>How long a knob rests after a change; 30 s unless said.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest step of one change; 0 for no such limit.</summary>
    public int MaxDeltaPerStep { get; init; }

    /// <summary>How often one knob may change within an hour; 6 unless said.</summary>
    public int MaxChangesPerHour { get; init; } = 6;

    /// <summary>Whether a person approved advanced chords and knobs.</summary>
    public bool ApproveAdvanced { get; init; }
}
