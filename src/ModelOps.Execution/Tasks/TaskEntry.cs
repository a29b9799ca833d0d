using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;

namespace ModelOps.Execution.Tasks;

/// <summary>One task of a task file.</summary>
/// <param name="Entrypoint">What to run.</param>
/// <param name="Bundle">The bundle that holds it; <see langword="null"/> for the one of the command.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Seed">The seed, given or derived from the replicate.</param>
/// <param name="Source">Where it stands, for messages: "tasks.jsonl, line 3".</param>
public sealed record TaskEntry(Entrypoint Entrypoint, string? Bundle, ParameterSet Parameters, ulong Seed, string Source);
