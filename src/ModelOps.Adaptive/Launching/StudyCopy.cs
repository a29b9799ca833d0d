using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Launching;

/// <summary>
/// Copies a run from one place to another, tables included. A place that has a part of it already gets the rest, so that a run can
/// wander to a cluster and back; the study digest is the same in both.
/// </summary>
public static class StudyCopy
{
    private const int TrialsACommit = 64;

    /// <summary>Copies a run.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it is wanted.</param>
    /// <param name="cancellationToken">Gives up; the same call later goes on.</param>
    /// <returns>The state of the copy.</returns>
    /// <exception cref="NotFoundException">Code <c>run_not_found</c>.</exception>
    /// <exception cref="ConflictException">
    /// <c>run_diverged</c>: the place has a run of the name that is not the beginning of this one; <c>run_busy</c>: a runner there works
    /// on it; <c>locked</c>: a process works on it here.
    /// </exception>
    public static async Task<StudyState> CopyAsync(string run, IRuns from, IRuns to, CancellationToken cancellationToken)
    {
        var state = await from.FindAsync(run, cancellationToken)
            ?? throw new NotFoundException("run_not_found", $"There is no run '{run}' to copy.", "'mops adaptive list' shows the runs.");
        await using var heldFrom = await from.HoldAsync(run, cancellationToken);
        await using var heldTo = await to.HoldAsync(run, cancellationToken);
        await using var source = await from.OpenAsync(state.Header, _ => { }, cancellationToken);
        await using var target = await to.OpenAsync(state.Header, _ => { }, cancellationToken);
        state = await FoldAsync(source, cancellationToken);
        var runner = (await to.NewRunnerAsync(run, cancellationToken)).Runner;
        try
        {
            await BringUpAsync(source, state, target, runner, cancellationToken);
        }
        finally
        {
            await target.ReleaseAsync(runner, CancellationToken.None);
        }
        return await FoldAsync(target, cancellationToken);
    }

    private static async Task BringUpAsync(IStudyStore source, StudyState state, IStudyStore target, string runner, CancellationToken cancellationToken)
    {
        var there = await FoldAsync(target, cancellationToken);
        CheckBeginning(state, there);
        for (var round = there.Rounds; round < state.Rounds; round++)
            await target.AppendRoundAsync(round, [.. state.TrialsOf(round).Select(ProposalOf)], cancellationToken);
        there = await FoldAsync(target, cancellationToken);
        var leases = await LeaseAllAsync(target, runner, state.Trials.Count, cancellationToken);
        var behind = state.Trials.Where(trial => Missing(trial, there).Any() || IsUntold(trial, there));
        foreach (var trials in behind.Chunk(TrialsACommit)) await CopyAsync(trials, source, target, (there, leases), cancellationToken);
        if (state.Stopped is { } reason) await target.StopAsync(reason, cancellationToken);
    }

    private static async Task CopyAsync(
        Trial[] trials, IStudyStore source, IStudyStore target, (StudyState State, Dictionary<int, TrialLease> Leases) there, CancellationToken cancellationToken)
    {
        var replicates = new List<(TrialLease, ReplicateResult)>();
        var told = new List<(TrialLease, StudyEvent.TrialTold)>();
        foreach (var trial in trials)
        {
            if (!there.Leases.TryGetValue(trial.Number, out var lease)) throw Busy(source.Header.Run);
            foreach (var result in Missing(trial, there.State))
            {
                foreach (var digest in result.Tables.Values) await CopyTableAsync(digest, source, target, cancellationToken);
                replicates.Add((lease, result));
            }
            if (IsUntold(trial, there.State)) told.Add((lease, ToldOf(trial)));
        }
        if ((await target.CommitAsync(new(replicates, told), cancellationToken)).Count > 0) throw Busy(source.Header.Run);
    }

    private static Proposal ProposalOf(Trial trial) => new(trial.Parameters, trial.Seeds) { IsFirstPart = trial.IsFirstPart, Continues = trial.Continues };

    private static StudyEvent.TrialTold ToldOf(Trial trial) =>
        new(trial.Number, trial.Result!.Status, trial.Result.Loss) { Losses = trial.Losses, Failure = trial.Failure };

    private static async Task CopyTableAsync(Digest digest, IStudyStore source, IStudyStore target, CancellationToken cancellationToken)
    {
        var copied = target.AddTable(await source.ReadTableAsync(digest, cancellationToken));
        if (copied != digest) throw new CorruptDataException("corrupt_table", $"The table {digest} of run '{source.Header.Run}' has the digest {copied}.");
    }

    // An ended study leases nothing, and then nothing is missing.
    private static async Task<Dictionary<int, TrialLease>> LeaseAllAsync(IStudyStore target, string runner, int count, CancellationToken cancellationToken) =>
        count == 0 ? [] : (await target.LeaseAsync(runner, count, cancellationToken)).ToDictionary(lease => lease.Trial);

    private static IEnumerable<ReplicateResult> Missing(Trial trial, StudyState there) =>
        trial.Replicates.OfType<ReplicateResult>().Where(result => there.Trials[trial.Number].Replicates[result.Replicate] is null);

    private static bool IsUntold(Trial trial, StudyState there) => trial.Result is not null && there.Trials[trial.Number].Result is null;

    private static void CheckBeginning(StudyState state, StudyState there)
    {
        var same = there.Header.ChainStart.SequenceEqual(state.Header.ChainStart)
            && there.Rounds <= state.Rounds
            && there.Trials.Count <= state.Trials.Count
            && (there.Stopped is null || there.Stopped == state.Stopped)
            && there.Trials.All(trial => IsIn(trial, state.Trials[trial.Number]));
        if (same) return;
        throw new ConflictException(
            "run_diverged",
            $"Run '{state.Header.Run}' is there already and is not the beginning of this one.",
            "Copy in the other direction if it is the later one; nothing was changed.");
    }

    private static bool IsIn(Trial earlier, Trial later) =>
        earlier.Round == later.Round
        && earlier.Parameters.Equals(later.Parameters)
        && earlier.Seeds.SequenceEqual(later.Seeds)
        && (earlier.IsFirstPart, earlier.Continues) == (later.IsFirstPart, later.Continues)
        && (earlier.Result is null || later.Result is { } result && earlier.Result.Status == result.Status && earlier.Result.Loss.Equals(result.Loss));

    private static async Task<StudyState> FoldAsync(IStudyStore store, CancellationToken cancellationToken)
    {
        var state = new StudyState(store.Header);
        for (var read = 1; await store.ReadAsync(read, cancellationToken) is { Count: > 0 } events; read += events.Count)
        {
            foreach (var next in events) state.Apply(next);
        }
        return state;
    }

    private static ConflictException Busy(string run) =>
        new("run_busy", $"A runner works on run '{run}' in the place that it is copied to.", "Wait for its end, or stop the runner; the same command then goes on.");
}
