using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Evaluation;

/// <summary>The targets of a study that are functions of the user's own. Disposing ends their workers.</summary>
public sealed class UserTargets : IAsyncDisposable
{
    private readonly List<UserTarget> _targets = [];

    /// <summary>The targets, in the order of the spec.</summary>
    public IReadOnlyList<UserTarget> Targets => _targets;

    /// <summary>What each of them runs on.</summary>
    public IReadOnlyList<PlatformFingerprint> Platforms => [.. _targets.Select(target => target.Platform)];

    /// <summary>Starts a worker for each target of a spec; <c>workers.timeout</c> bounds their calls like the simulations.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="code">Starts workers.</param>
    /// <param name="checkout">A binding of the checkout that holds the targets.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="Contracts.Errors.InvalidInputException">See <see cref="IUserCode.CreateTargetAsync"/>.</exception>
    public static async Task<UserTargets> CreateAsync(AdaptiveSpec spec, IUserCode code, ModelBinding checkout, CancellationToken cancellationToken)
    {
        var created = new UserTargets();
        try
        {
            foreach (var target in spec.UserTargets)
                created._targets.Add(await UserTarget.CreateAsync(target, code, checkout, spec.Workers.Timeout, cancellationToken));
            (var complete, created) = (created, null);
            return complete;
        }
        finally
        {
            if (created is not null) await created.DisposeAsync();
        }
    }

    /// <summary>Ends the workers.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var target in _targets) await target.DisposeAsync();
    }
}
