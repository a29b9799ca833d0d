namespace ModelOps.Execution.Protocol;

/// <summary>The payload of <see cref="FrameType.Ready"/>.</summary>
/// <param name="Facts">The facts of the platform's fingerprint, by name.</param>
internal sealed record WorkerReady(Dictionary<string, string> Facts);
