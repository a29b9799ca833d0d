namespace ModelOps.Execution.Tasks;

/// <summary>
/// A record of the journal of results. What is in no record did not happen: rows beyond the recorded sizes are cut off when the folder is
/// opened again.
/// </summary>
/// <param name="Format">How tables are written; the same in all records.</param>
/// <param name="Done">The identities of the tasks that completed, in the order of their numbers.</param>
/// <param name="Failed">The tasks that did not.</param>
/// <param name="Files">The files that grew.</param>
internal sealed record TaskCommit(TableFormat Format, IReadOnlyList<string> Done, IReadOnlyList<FailedTask> Failed, IReadOnlyList<WrittenFile> Files);
