using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary>A worker's first connection: its database, and the user in it, may come to be at the same time as the worker.</summary>
internal static class WorkerConnection
{
    private const int Attempts = 6;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Connects, in at most 6 attempts 5 s apart.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="options">The settings of the store.</param>
    /// <param name="note">Told of every attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OutsideException">What was in the way at the last attempt, with its code.</exception>
    public static async Task<PostgresStudies> OpenAsync(PostgresAddress address, PostgresStoreOptions options, Action<string> note, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var studies = await PostgresStudies.ConnectAsync(address, options, cancellationToken);
                note($"Central store {studies.Address} connected on attempt {attempt} of {Attempts}.");
                return studies;
            }
            catch (OutsideException fault) when (attempt < Attempts)
            {
                note($"Central store connection attempt {attempt} of {Attempts} failed: {fault.Message}");
                await Task.Delay(Pause, options.Time, cancellationToken);
            }
            catch (OutsideException fault)
            {
                throw new OutsideException(
                    fault.Code, $"The central store did not take a connection in {Attempts} attempts, {Pause.TotalSeconds} s apart. {fault.Message}", fault.Remedy, fault.Retryable, fault);
            }
        }
    }
}
