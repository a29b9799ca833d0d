namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>Why a replicate did not complete.</summary>
internal sealed record JournalError(string Type, string Message, string Traceback);
