using System.CommandLine;
using ModelOps.Adaptive.Studies;
using ModelOps.Cli.CommandLine;
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
        return new Command("watch", "Follow a run in the terminal until it ends") { run }.Runs(async (parse, cancellationToken) =>
        {
            var name = parse.GetRequiredValue(run);
            var state = context.ErrorIsTerminal
                ? await FollowOnTerminalAsync(context, name, cancellationToken)
                : await FollowAsync(context, name, view => context.Error.Write(WatchView.Line(view) + "\n"), cancellationToken);
            parse.Answer(context).Write(StudyAnswers.Of(state), StudiesJson.Default.StudyAnswer, StudyText.Render);
            return ExitStatus.Ok;
        });
    }

    private static async Task<StudyState> FollowOnTerminalAsync(CliContext context, string run, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(context.Error) });
        return await console.Live(new Text("")).AutoClear(enabled: true).StartAsync(live => FollowAsync(context, run, view => live.UpdateTarget(WatchView.Of(view)), cancellationToken));
    }

    // On a terminal the time since the last change goes on; a plain line is only worth a change.
    private static async Task<StudyState> FollowAsync(CliContext context, string run, Action<WatchedStudy> show, CancellationToken cancellationToken)
    {
        var runs = LocalState.Runs(context);
        var started = context.Time.GetTimestamp();
        var changed = TimeSpan.Zero;
        var first = default(WatchedStudy);
        var last = default(WatchedStudy);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var looked = context.Time.GetTimestamp();
            var state = runs.Read(run);
            var now = context.Time.GetElapsedTime(started);
            var hasChanged = last is null || last.Simulations != StudyAnswers.SimulationsOf(state) || last.State.ToldTrials != state.ToldTrials || state.Stopped is not null;
            if (hasChanged) changed = now;
            last = new(state, StudyAnswers.SimulationsOf(state), first, now, now - changed);
            first ??= last;
            if (hasChanged || context.ErrorIsTerminal) show(last);
            if (state.Stopped is not null) return state;
            var rest = context.Time.GetElapsedTime(looked) * RestFactor;
            await Task.Delay(rest > LookEvery ? rest : LookEvery, context.Time, cancellationToken);
        }
    }
}
