namespace ModelOps.Cli.Studies;

/// <summary>A replicate that did not complete, and how to run it again.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Params">The parameters as JSON.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Error">Exception type and message.</param>
/// <param name="Rerun">The command that runs exactly this simulation.</param>
internal sealed record FailedReplicate(int Trial, string Params, string Seed, string Error, string Rerun);
