namespace ModelOps.Cli.Simulations;

/// <summary>The answer of <c>mops sim run --tasks FILE --out DIR</c>.</summary>
/// <param name="Out">The folder of the results.</param>
/// <param name="Completed">How many tasks of the folder completed, in this and earlier runs.</param>
/// <param name="Failed">How many did not.</param>
/// <param name="Simulated">How many simulations this run ran.</param>
/// <param name="Cached">How many results it took from the cache.</param>
/// <param name="Skipped">How many tasks of the file were done before, or stand in it again.</param>
/// <param name="Failures">The first ten failures; all are in the folder's table <c>failures</c>.</param>
internal sealed record SimTasksAnswer(
    string Out, long Completed, long Failed, long Simulated, long Cached, long Skipped, IReadOnlyList<FailedTaskAnswer> Failures);
