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
}
