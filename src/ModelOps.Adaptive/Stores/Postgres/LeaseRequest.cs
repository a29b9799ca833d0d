namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>What a runner asks leases for.</summary>
/// <param name="Runner">Its name.</param>
/// <param name="Count">At most so many trials, 0 or more.</param>
/// <param name="Duration">How long they hold.</param>
/// <param name="KnownFence">The largest fence it was told of; what it holds above that is given anew, since the answer was lost.</param>
internal sealed record LeaseRequest(string Runner, int Count, TimeSpan Duration, long KnownFence);
