namespace ModelOps.Cli.Probes;

/// <summary>The answer to a probe.</summary>
/// <param name="Ok">Whether it is 200 or 503.</param>
/// <param name="Body">Plain text.</param>
internal sealed record ProbeAnswer(bool Ok, string Body);
