namespace ModelOps.Cli.Studies;

/// <summary>One run in the list.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Status"><c>unfinished</c>, or why it ended; <c>unreadable</c> if its journal is damaged.</param>
/// <param name="Trials">How many trials have a result.</param>
/// <param name="Best">The smallest loss, or null.</param>
internal sealed record RunRow(string Run, string Status, int Trials, double? Best);
