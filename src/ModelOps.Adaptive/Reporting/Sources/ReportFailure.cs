namespace ModelOps.Adaptive.Reporting.Sources;

/// <summary>A simulation that did not complete, and how to run it again.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Parameters">The parameters as JSON.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Error">Exception type and message.</param>
/// <param name="Rerun">The command that runs exactly this simulation.</param>
public sealed record ReportFailure(int Trial, string Parameters, string Seed, string Error, string Rerun);
