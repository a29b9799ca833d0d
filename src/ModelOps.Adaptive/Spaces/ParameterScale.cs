namespace ModelOps.Adaptive.Spaces;

/// <summary>How the unit interval is spread over a parameter's range; in a spec <c>linear</c> (the default) or <c>log</c>.</summary>
public enum ParameterScale
{
    /// <summary>Equal steps are equal differences.</summary>
    Linear,

    /// <summary>Equal steps are equal ratios; both bounds must be positive.</summary>
    Log,
}
