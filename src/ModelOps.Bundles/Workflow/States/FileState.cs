namespace ModelOps.Bundles.Workflow.States;

/// <summary>How a file here stands to the one in the registry, seen from the last time when both were the same.</summary>
public enum FileState
{
    /// <summary>Here as there.</summary>
    Unchanged,

    /// <summary>Only here, and new.</summary>
    AddedLocal,

    /// <summary>Changed here.</summary>
    ModifiedLocal,

    /// <summary>Removed here.</summary>
    DeletedLocal,

    /// <summary>Only there, and new.</summary>
    AddedRemote,

    /// <summary>Changed there.</summary>
    ModifiedRemote,

    /// <summary>Removed there.</summary>
    DeletedRemote,

    /// <summary>Changed on both sides, each in its own way.</summary>
    Conflict,
}
