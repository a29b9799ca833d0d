namespace ModelOps.Connectors.ObjectStores;

/// <summary>When an object is written.</summary>
public sealed record PutCondition
{
    private PutCondition(bool absent, bool different, string? version) => (MustBeAbsent, SkipsSame, Version) = (absent, different, version);

    /// <summary>In any case; what is there is replaced.</summary>
    public static PutCondition Always { get; } = new(false, false, null);

    /// <summary>If the store does not record this digest and size there already; what else is there is replaced.</summary>
    public static PutCondition IfDifferent { get; } = new(false, true, null);

    /// <summary>
    /// If nothing is there; checked by the store in one step with the write. The same content there already counts as written, other
    /// content is a conflict.
    /// </summary>
    public static PutCondition IfAbsent { get; } = new(true, true, null);

    /// <summary>Whether nothing may be there.</summary>
    public bool MustBeAbsent { get; }

    /// <summary>Whether the same content there already ends the call.</summary>
    public bool SkipsSame { get; }

    /// <summary>The version that must be there, or <see langword="null"/>.</summary>
    public string? Version { get; }

    /// <summary>If what is there still has this version; checked by the store in one step with the write.</summary>
    public static PutCondition IfVersion(string version) => new(false, false, version);
}
