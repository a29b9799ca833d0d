using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Code;

/// <summary>Creates a user's objects, each in a worker process of its own.</summary>
/// <param name="options">How; <see langword="null"/> for the defaults.</param>
/// <param name="time">The clock of the time limits; <see langword="null"/> for the system's.</param>
public sealed class UserCodeHost(UserCodeOptions? options = null, TimeProvider? time = null) : IUserCode
{
    private readonly UserCodeOptions _options = options ?? new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc />
    /// <exception cref="OutsideException">
    /// No worker can be started: codes <c>python_not_found</c>, <c>worker_not_started</c>, <c>worker_start_timeout</c>.
    /// </exception>
    public Task<IUserObject> CreateAsync(ModelBinding code, CancellationToken cancellationToken) =>
        CreateAsync(code, OpenRequest.ObjectMode, _options, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="OutsideException">No worker can be started: codes as of <see cref="CreateAsync(ModelBinding, CancellationToken)"/>.</exception>
    public Task<IUserObject> CreateTargetAsync(ModelBinding code, TimeSpan? limit, CancellationToken cancellationToken) =>
        CreateAsync(code, OpenRequest.TargetMode, limit is { } time ? _options with { CallTimeout = time } : _options, cancellationToken);

    private async Task<IUserObject> CreateAsync(ModelBinding code, string mode, UserCodeOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var worker = _options.Environments is { } environments ? await environments.ForAsync(code, _options.Worker, cancellationToken) : _options.Worker;
        var connection = WorkerConnection.Start(WorkerCommands.For(code, worker), worker);
        using var limit = new CancellationTokenSource(_options.Worker.StartTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var request = OpenRequest.For(code, mode);
            var ready = await WorkerWait.ForAsync(connection, opened => opened.Open(request), either.Token);
            return new UserObject(code.Entrypoint.Text, connection, new(ready.Facts), options, _time);
        }
        catch (ModelOpsException)
        {
            connection.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (!limit.IsCancellationRequested) throw;
            throw new OutsideException(
                "worker_start_timeout",
                $"A worker did not load {code.Entrypoint} within {Seconds.Text(_options.Worker.StartTimeout)}.",
                "Load the class by itself to see what it waits for.");
        }
    }
}
