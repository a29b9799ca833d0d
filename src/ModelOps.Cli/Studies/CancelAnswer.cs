namespace ModelOps.Cli.Studies;

/// <summary>The answer of <c>cancel</c>.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Cancelled">True if it is cancelled; false if the process that runs it has been asked.</param>
internal sealed record CancelAnswer(string Run, bool Cancelled);
