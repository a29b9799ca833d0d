namespace ModelOps.Keeper.Doctor;

/// <summary>One thing that the keeper needs, looked at.</summary>
/// <param name="Name">What: <c>mk</c>, <c>kubectl</c>, <c>kubeconfig</c> or <c>catalog</c>.</param>
/// <param name="Ok">Whether it is there and works.</param>
/// <param name="Detail">What was found, or what to do.</param>
public sealed record DoctorCheck(string Name, bool Ok, string Detail);
