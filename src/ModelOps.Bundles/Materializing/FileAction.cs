namespace ModelOps.Bundles.Materializing;

/// <summary>What happened to a file.</summary>
public enum FileAction
{
    /// <summary>It was not there.</summary>
    Created,

    /// <summary>It was there as it is in the bundle.</summary>
    Unchanged,

    /// <summary>Something else was there.</summary>
    Replaced,
}
