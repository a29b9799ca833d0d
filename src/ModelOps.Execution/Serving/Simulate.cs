namespace ModelOps.Execution.Serving;

/// <summary>Runs one simulation and gives its tables, at least one, each with its name and as the bytes of an Arrow stream.</summary>
/// <param name="parameters">The parameters as canonical JSON, in UTF-8.</param>
/// <param name="seed">The seed.</param>
internal delegate IEnumerable<KeyValuePair<string, byte[]>> Simulate(ReadOnlySpan<byte> parameters, ulong seed);
