using System.Text.Json;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Contracts.Code;

/// <summary>An object of the user's in a worker. Calls are made one at a time. Disposing ends the worker.</summary>
public interface IUserObject : IAsyncDisposable
{
    /// <summary>What the object's worker runs on.</summary>
    PlatformFingerprint Fingerprint { get; }

    /// <summary>
    /// Calls a method of the object: <c>ask</c> with the number of trials wanted, answered by a list of parameter objects; <c>tell</c>
    /// with a list of <c>{param_id, params, loss, status}</c>, answered by null; <c>finished</c> with null, answered by a truth value.
    /// </summary>
    /// <param name="method">The method's name.</param>
    /// <param name="argumentJson">Its argument as JSON; floats keep a point or an exponent, so that they stay floats.</param>
    /// <param name="cancellationToken">Abandons the call and with it the worker.</param>
    /// <exception cref="UserCodeException">The method raised, answered with something else, or its worker died.</exception>
    Task<JsonElement> CallAsync(string method, string argumentJson, CancellationToken cancellationToken);
}
