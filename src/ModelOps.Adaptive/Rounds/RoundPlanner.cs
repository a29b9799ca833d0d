using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Rounds;

/// <summary>Decides what a study needs next. Pure: a function of the state and the rules.</summary>
public static class RoundPlanner
{
    /// <summary>The next step of the study.</summary>
    /// <param name="rules">The spec's numbers.</param>
    /// <param name="state">What has happened.</param>
    /// <param name="algorithmFinished">Whether the algorithm said that it has nothing more to propose.</param>
    public static NextStep Next(RoundRules rules, StudyState state, bool algorithmFinished)
    {
        if (state.Stopped is not null) return new NextStep.Ended();
        var allTerminal = state.TerminalRounds == state.Rounds;
        if (Exhausted(rules, state, algorithmFinished) is { } reason) return allTerminal ? new NextStep.Stop(reason) : new NextStep.Wait();
        return state.TerminalRounds >= state.Rounds - rules.Lookahead
            ? new NextStep.Ask(state.Rounds, Room(rules, state.Trials.Count))
            : new NextStep.Wait();
    }

    /// <summary>How many trials a round may ask for when so many trials precede it; the rules must leave room for one.</summary>
    public static int Room(RoundRules rules, int trialsBefore)
    {
        long room = rules.BatchSize;
        if (rules.MaxTrials is { } trials) room = Math.Min(room, trials - trialsBefore);
        if (rules.MaxSimulations is { } simulations) room = Math.Min(room, simulations / rules.Replicates - trialsBefore);
        return (int)room;
    }

    private static StopReason? Exhausted(RoundRules rules, StudyState state, bool algorithmFinished)
    {
        if (state.Trials.Count >= rules.MaxTrials) return StopReason.MaxTrials;
        if (state.Simulations + rules.Replicates > rules.MaxSimulations) return StopReason.MaxSimulations;
        return algorithmFinished ? StopReason.Finished : null;
    }
}
