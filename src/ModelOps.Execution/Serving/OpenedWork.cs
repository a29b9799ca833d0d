namespace ModelOps.Execution.Serving;

/// <summary>What a worker was opened with.</summary>
/// <param name="Facts">The facts of the platform's fingerprint, by name.</param>
/// <param name="Run">Answers tasks or calls until the host closes its end.</param>
internal sealed record OpenedWork(Dictionary<string, string> Facts, Action Run);
