using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Tasks;

namespace ModelOps.Cli.Simulations;

/// <summary><c>mops sim run --tasks</c>: many simulations, streaming from a file or pipe into a folder or to standard output.</summary>
internal sealed class SimTasks(CliContext context, SimTasksOptions options)
{
    private const string StandardInput = "-";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private long _simulated;
    private long _cached;
    private long _skipped;

    /// <summary>Writes the results into a folder and sums up.</summary>
    public async Task<SimTasksAnswer> SaveAsync(string folder, CancellationToken cancellationToken)
    {
        await using var input = Open();
        using var results = TaskResults.Open(folder, options.Format, FailedTaskAnswer.RerunOf);
        if (results.Recovery is { } torn)
            context.Error.Write($"Note: the journal's end was torn and has been repaired: {torn.DroppedBytes} bytes that were never acknowledged were dropped.\n");
        using (var progress = new Progress(context, "simulations", total: null))
        {
            var outcomes = RunAsync(input, Claim, cancellationToken);
            await SaveAsync(outcomes, results, progress, cancellationToken);
        }
        return new(folder, results.Completed, results.Failed, _simulated, _cached, _skipped, [.. results.Failures.Select(FailedTaskAnswer.Of)]);

        bool Claim(TaskIdentity task)
        {
            var claimed = results.Claim(task);
            if (!claimed) _skipped++;
            return claimed;
        }
    }

    /// <summary>Writes each outcome to standard output as a line of JSON as it comes, and gives how many did not complete.</summary>
    public async Task<long> PrintAsync(CancellationToken cancellationToken)
    {
        await using var input = Open();
        var failed = 0L;
        using var progress = new Progress(context, "simulations", total: null);
        await foreach (var outcome in RunAsync(input, static _ => true, cancellationToken))
        {
            if (outcome.Outcome.Error is not null) failed++;
            context.Out.Write(TaskLine.Of(outcome));
            // Who reads the pipe sees each answer when it is there.
            await context.Out.FlushAsync(cancellationToken);
            Count(outcome, progress);
        }
        return failed;
    }

    // Commits when enough waits, and also when nothing more comes for a second: slow simulations are not lost for want of others.
    private async Task SaveAsync(IAsyncEnumerable<TaskOutcome> outcomes, TaskResults results, Progress progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var stream = outcomes.GetAsyncEnumerator(stop.Token);
        var (next, due) = (Task.FromResult(true), default(Task));
        try
        {
            while (true)
            {
                next = stream.MoveNextAsync().AsTask();
                if (due is not null)
                {
                    await Task.WhenAny(next, due);
                    if (due.IsCompleted)
                    {
                        // Not given up half way: what is taken out of memory here would be lost.
                        await results.CommitAsync(CancellationToken.None);
                        due = null;
                    }
                }
                if (!await next) return;
                await results.AddAsync(stream.Current, CancellationToken.None);
                Count(stream.Current, progress);
                due ??= Task.Delay(LongestWait, context.Time, stop.Token);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Also what was simulated before an interruption or a bad line.
            await results.CommitAsync(CancellationToken.None);
        }
    }

    private void Count(TaskOutcome outcome, Progress progress)
    {
        if (outcome.Outcome is { Error: null, Attempts: 0 }) _cached++;
        else _simulated++;
        progress.Report(_cached + _simulated);
    }

    private IAsyncEnumerable<TaskOutcome> RunAsync(Stream input, Func<TaskIdentity, bool> claim, CancellationToken cancellationToken)
    {
        var name = options.File == StandardInput ? "standard input" : options.File;
        var run = new TaskRun(
            // A task more must not make another model of it.
            BundlePorts.Bundles(context, context.Resolve(options.File)),
            model => LocalPorts.Engine(context, model with { Environment = options.Environment }, options.Pool, options.Placement, options.Cached),
            context.WorkingDirectory,
            options.Bundle);
        return run.RunAsync(TaskFile.ReadAsync(input, name, options.Entrypoint, cancellationToken), claim, cancellationToken);
    }

    private Stream Open()
    {
        if (options.File == StandardInput) return context.OpenInput();
        var path = context.Resolve(options.File);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan)
            : throw new InvalidInputException("task_file_missing", $"There is no task file '{options.File}'.");
    }
}
