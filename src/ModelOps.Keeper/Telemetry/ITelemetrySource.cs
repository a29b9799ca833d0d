namespace ModelOps.Keeper.Telemetry;

/// <summary>
/// Where samples come from. A source never throws for what it reads: rows that it can't use are counted, and a reading that failed or is
/// incomplete says so in <see cref="TelemetryBatch.Error"/>.
/// </summary>
public interface ITelemetrySource
{
    /// <summary>The source's kind, as reports name it: <c>synthetic</c>, <c>file</c> or <c>k8s</c>.</summary>
    string Kind { get; }

    /// <summary>Reads what is there.</summary>
    /// <param name="from">Where an earlier reading ended; <see langword="null"/> for the whole. Sources without cursors don't mind it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Contracts.Errors.InvalidInputException">The source itself is named wrongly: no such file, an unknown format.</exception>
    Task<TelemetryBatch> ReadAsync(TelemetryCursor? from, CancellationToken cancellationToken);
}
