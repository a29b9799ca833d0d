using System.Text.Json;
using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Evaluation;

/// <summary>A user's target in a worker of its own, which is replaced when it dies. Calls are made one at a time.</summary>
public sealed class UserTarget : IAsyncDisposable
{
    private const int Attempts = 2;

    private readonly Func<CancellationToken, Task<IUserObject>> _create;
    private IUserObject? _worker;

    private UserTarget(UserTargetSpec spec, Func<CancellationToken, Task<IUserObject>> create, IUserObject worker)
    {
        Spec = spec;
        Platform = worker.Fingerprint;
        _create = create;
        _worker = worker;
    }

    /// <summary>What it is.</summary>
    public UserTargetSpec Spec { get; }

    /// <summary>What it runs on.</summary>
    public PlatformFingerprint Platform { get; }

    /// <summary>Starts the worker and loads the target.</summary>
    /// <param name="spec">The target.</param>
    /// <param name="code">Starts workers.</param>
    /// <param name="checkout">A binding of the checkout that holds it.</param>
    /// <param name="limit">How long one call may take, or <see langword="null"/> for the host's own limit.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="Contracts.Errors.InvalidInputException">See <see cref="IUserCode.CreateTargetAsync"/>.</exception>
    public static async Task<UserTarget> CreateAsync(
        UserTargetSpec spec, IUserCode code, ModelBinding checkout, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var binding = checkout with { Entrypoint = spec.Entrypoint };
        Task<IUserObject> Create(CancellationToken token) => code.CreateTargetAsync(binding, limit, token);
        return new(spec, Create, await Create(cancellationToken));
    }

    /// <summary>The loss of a trial; finite.</summary>
    /// <param name="replicates">The tables of the replicates that count, as <see cref="ReplicateTables"/> writes them.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    /// <exception cref="UserCodeException">It raised, gave no finite number, took too long, or killed its worker twice.</exception>
    public async Task<double> LossAsync(string replicates, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            _worker ??= await _create(cancellationToken);
            try
            {
                return Checked(await _worker.CallAsync("loss", replicates, cancellationToken));
            }
            catch (UserCodeException fault) when (fault.Status != SimulationStatus.Failed)
            {
                await DisposeAsync();
                // A worker may have died of something else; what takes too long does so again.
                if (fault.Status == SimulationStatus.Timeout || attempt == Attempts) throw;
            }
        }
    }

    /// <summary>Ends the worker.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_worker is { } worker) await worker.DisposeAsync();
        _worker = null;
    }

    private double Checked(JsonElement answer) => answer.ValueKind == JsonValueKind.Number && answer.TryGetDouble(out var loss) && double.IsFinite(loss)
        ? loss
        : throw new UserCodeException(Spec.Entrypoint.Text, "loss", new("BadLoss", $"the loss must be a finite number, got {answer.GetRawText()}", ""));
}
