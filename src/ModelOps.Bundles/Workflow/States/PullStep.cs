namespace ModelOps.Bundles.Workflow.States;

/// <summary>What a pull does with one file.</summary>
public enum PullStep
{
    /// <summary>Leave it as it is here.</summary>
    Keep,

    /// <summary>Give it the content of the registry.</summary>
    Write,

    /// <summary>Remove it here.</summary>
    Delete,

    /// <summary>Refuse the whole pull: an edit here would be lost.</summary>
    Refuse,
}
