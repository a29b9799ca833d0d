namespace ModelOps.Keeper.Cluster.Preflight;

/// <summary>How one question to kubectl ended.</summary>
/// <param name="Name">Such as <c>get_ns</c>.</param>
/// <param name="Ok">Whether it was answered as hoped.</param>
/// <param name="Rc">kubectl's exit status; 127 if there is no kubectl, 124 if it did not end.</param>
/// <param name="StdoutSnip">The beginning of its output.</param>
/// <param name="StderrSnip">The beginning of its errors.</param>
public sealed record PreflightCheck(string Name, bool Ok, int Rc, string StdoutSnip, string StderrSnip);
