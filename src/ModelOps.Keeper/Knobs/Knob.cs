namespace ModelOps.Keeper.Knobs;

/// <summary>Something of a running workload that the keeper may turn: a whole number between bounds, in steps.</summary>
/// <param name="Name">Such as <c>grad_accum_steps</c>.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Step">Values lie whole steps apart from <paramref name="Min"/> or from <paramref name="Default"/>'s grid; 1 or more.</param>
/// <param name="Default">What a workload that says nothing runs with.</param>
public sealed record Knob(string Name, int Min, int Max, int Step, int Default)
{
    /// <summary>What the annotation of every knob begins with.</summary>
    public const string AnnotationPrefix = "modekeeper/knob.";

    /// <summary>The annotation of a Deployment and of its pods that carries the value, as a decimal text.</summary>
    public string Annotation => AnnotationPrefix + Name;

    /// <summary>Whether a value lies within the bounds and on the grid of steps.</summary>
    public bool Allows(int value) => value >= Min && value <= Max && (value == Min || value == Max || (value - Default) % Step == 0);
}
