using ModelOps.Contracts.Simulation;

namespace ModelOps.Contracts.Code;

/// <summary>Port: creates a user's objects (adapters, targets) inside a worker. User code never runs in the calling process.</summary>
public interface IUserCode
{
    /// <summary>Starts a worker and creates the object that the entrypoint names.</summary>
    /// <param name="code">The class and the checkout that holds it.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="Errors.InvalidInputException">The entrypoint is not there, or creating the object raised.</exception>
    Task<IUserObject> CreateAsync(ModelBinding code, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a worker with a target, a loss of a user's own: a function, or an object of a class that has one. Its one method is
    /// <c>loss</c> with a list of the replicates' tables, each <c>{table: {column: [kind, values]}}</c> where the kind is <c>int</c>,
    /// <c>float</c>, <c>bool</c> or <c>text</c>, a missing value is null and a float that JSON lacks is its name; answered by a finite
    /// number.
    /// </summary>
    /// <param name="code">The function or class and the checkout that holds it.</param>
    /// <param name="limit">How long one call may take; <see langword="null"/> for the host's own limit.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="Errors.InvalidInputException">The entrypoint is not there or can't be called so, or creating the object raised.</exception>
    Task<IUserObject> CreateTargetAsync(ModelBinding code, TimeSpan? limit, CancellationToken cancellationToken);
}
