using System.CommandLine;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Studies;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using Spectre.Console;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive watch</c>: follow a run that another process executes, until it ends.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // A long journal takes a while to read: most of the time is left to the run itself.
    private const int RestFactor = 10;

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var dsn = DsnOption.Create();
        return new Command("watch", "Follow a run in the terminal until it ends") { run, dsn }.Runs(async (parse, cancellationToken) =>
        {
            var state = await WatchAsync(context, parse.GetValue(dsn), parse.GetRequiredValue(run), cancellationToken);
            parse.Answer(context).Write(StudyAnswers.Of(state, RecordedTrials.Of(state)), StudiesJson.Default.StudyAnswer, StudyText.Render);
            return ExitStatus.Ok;
        });
    }

    private static async Task<StudyState> WatchAsync(CliContext context, string? dsn, string run, CancellationToken cancellationToken)
    {
        if (dsn is null)
        {
            var runs = LocalState.Runs(context);
            return await WatchAsync(context, _ => Task.FromResult(runs.Read(run)), cancellationToken);
        }
        await using var studies = await CentralStore.ConnectAsync(context, dsn, cancellationToken);
        return await WatchAsync(context, token => studies.ReadAsync(run, token), cancellationToken);
    }

    private static Task<StudyState> WatchAsync(CliContext context, Func<CancellationToken, Task<StudyState>> read, CancellationToken cancellationToken) =>
        context.ErrorIsTerminal
            ? FollowOnTerminalAsync(context, read, cancellationToken)
            : FollowAsync(context, read, view => context.Error.Write(WatchView.Line(view) + "\n"), cancellationToken);

    private static async Task<StudyState> FollowOnTerminalAsync(CliContext context, Func<CancellationToken, Task<StudyState>> read, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(context.Error) });
        return await console.Live(new Text("")).AutoClear(enabled: true).StartAsync(live => FollowAsync(context, read, view => live.UpdateTarget(WatchView.Of(view)), cancellationToken));
    }

    // On a terminal the time since the last change goes on; a plain line is only worth a change.
    private static async Task<StudyState> FollowAsync(
        CliContext context, Func<CancellationToken, Task<StudyState>> read, Action<WatchedStudy> show, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        var changed = TimeSpan.Zero;
        var first = default(WatchedStudy);
        var last = default(WatchedStudy);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var looked = context.Time.GetTimestamp();
            var state = await read(cancellationToken);
            var now = context.Time.GetElapsedTime(started);
            var hasChanged = last is null || last.Simulations != state.Simulated || last.State.ToldTrials != state.ToldTrials || state.Stopped is not null;
            if (hasChanged) changed = now;
            last = new(state, state.Simulated, first, now, now - changed);
            first ??= last;
            if (hasChanged || context.ErrorIsTerminal) show(last);
            if (state.Stopped is not null) return state;
            var rest = context.Time.GetElapsedTime(looked) * RestFactor;
            await Task.Delay(rest > LookEvery ? rest : LookEvery, context.Time, cancellationToken);
        }
    }
}
