namespace ModelOps.Adaptive.Stores.Journals;

/// <summary>Why a replicate did not complete.</summary>
internal sealed record JournalError(string Type, string Message, string Traceback);
