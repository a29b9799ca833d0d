using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Rounds;

/// <summary>Decides what a study needs next. Pure: a function of the state and the rules.</summary>
public static class RoundPlanner
{
    /// <summary>The next step of the study.</summary>
    /// <param name="rules">The spec's numbers.</param>
    /// <param name="state">What has happened.</param>
    /// <param name="algorithmFinished">Whether the algorithm said that it has nothing more to propose.</param>
    /// <param name="outOfTime">Whether the time of the rules is up.</param>
    public static NextStep Next(RoundRules rules, StudyState state, bool algorithmFinished, bool outOfTime)
    {
        if (state.Stopped is not null) return new NextStep.Ended();
        var allTerminal = state.TerminalRounds == state.Rounds;
        if (rules.Pruning is not null)
        {
            if (!allTerminal) return new NextStep.Wait();
            if (MedianPruning.Survivors(state) is { Count: > 0 } survivors) return new NextStep.Continue(state.Rounds, survivors);
        }
        if (Exhausted(rules, state, algorithmFinished) is { } reason) return allTerminal ? new NextStep.Stop(reason) : new NextStep.Wait();
        if (state.TerminalRounds < VisibleRounds(rules, state)) return new NextStep.Wait();
        if (StoppedBy(rules, state, outOfTime) is not { } stop) return new NextStep.Ask(state.Rounds, Room(rules, state.Proposed, state.Simulations));
        return allTerminal ? new NextStep.Stop(stop) : new NextStep.Wait();
    }

    /// <summary>How many trials a round may ask for when so many proposals and simulations precede it; the rules must leave room for one.</summary>
    public static int Room(RoundRules rules, int proposedBefore, long simulationsBefore)
    {
        long room = rules.BatchSize;
        if (rules.MaxTrials is { } trials) room = Math.Min(room, trials - proposedBefore);
        if (rules.MaxSimulations is { } simulations) room = Math.Min(room, (simulations - simulationsBefore) / rules.Replicates);
        return (int)room;
    }

    // The rounds whose results the next round may see.
    private static int VisibleRounds(RoundRules rules, StudyState state) => Math.Max(0, state.Rounds - rules.Lookahead);

    private static StopReason? StoppedBy(RoundRules rules, StudyState state, bool outOfTime)
    {
        var visible = VisibleRounds(rules, state);
        if (state.BestAmong(visible) is { } best && best.Result!.Loss <= rules.Stops.TargetLoss) return StopReason.TargetLoss;
        if (rules.Stops.NoImprovement is { } most && state.ProposedSinceBest(visible) >= most) return StopReason.NoImprovement;
        return outOfTime ? StopReason.MaxTime : null;
    }

    private static StopReason? Exhausted(RoundRules rules, StudyState state, bool algorithmFinished)
    {
        if (state.Proposed >= rules.MaxTrials) return StopReason.MaxTrials;
        if (state.Simulations + rules.Replicates > rules.MaxSimulations) return StopReason.MaxSimulations;
        return algorithmFinished ? StopReason.Finished : null;
    }
}
