namespace ModelOps.Keeper.Doctor;

/// <summary>The report <c>doctor_latest.json</c>.</summary>
/// <param name="Checks">What was looked at, in order.</param>
public sealed record DoctorReport(IReadOnlyList<DoctorCheck> Checks)
{
    /// <summary>Always <c>doctor.v0</c>.</summary>
    public string SchemaVersion { get; } = "doctor.v0";

    /// <summary>Whether everything is there.</summary>
    public bool Ok => Checks.All(check => check.Ok);

    /// <summary>The report for people: a line a check, <c>PASS</c> or <c>FAIL</c> first, and the result.</summary>
    public string Text() =>
        string.Concat(Checks.Select(check => $"{Word(check.Ok)} {check.Name}: {check.Detail}\n")) + $"Doctor result: {Word(Ok)}\n";

    private static string Word(bool ok) => ok ? "PASS" : "FAIL";
}
