namespace ModelOps.Execution.Serving;

/// <summary>A simulation was ended for want of memory.</summary>
internal sealed class MemoryExhaustedException(string message) : Exception(message);
