using ModelOps.Connectors.Kubectl;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>The patch, tried by the server without keeping it.</summary>
/// <param name="Attempted">Whether it was tried: only if there is a Deployment.</param>
/// <param name="Mode"><c>server</c> if it was tried.</param>
/// <param name="Ok">Whether the server would take it.</param>
/// <param name="Rc">0, or 1 for an error; <see langword="null"/> if it was not tried.</param>
/// <param name="Stderr">The error as kubectl prints it; empty for none.</param>
public sealed record DryRunCheck(bool Attempted, string? Mode, bool Ok, int? Rc, string Stderr)
{
    /// <summary>It was not tried.</summary>
    public static DryRunCheck None { get; } = new(false, null, false, null, "");

    /// <summary>What the server said.</summary>
    public static DryRunCheck Of(ApiAnswer answer) => new(true, "server", answer.Ok, answer.Ok ? 0 : 1, answer.Error);
}
