using System.Data.Common;
using ModelOps.Adaptive.Stores.Journals;
using ModelOps.Adaptive.Studies;
using ModelOps.Connectors.Postgres;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>The statements on one study.</summary>
/// <param name="study">Its key in the database.</param>
internal sealed class StudyStatements(int study)
{
    /// <summary>The channel on which changes are told.</summary>
    public string Channel => $"mops_study_{study}";

    /// <summary>The events from a position on, in their order.</summary>
    public PostgresStatement Read(int from, Action<int, byte[]> add) =>
        new("select position, body from mops.event where study = $1 and position >= $2 order by position", study, from)
        {
            Row = row => add(row.GetInt32(0), row.GetFieldValue<byte[]>(1)),
        };

    /// <summary>How many events there are, whether the study has ended, and whether a trial is free to lease: however long it is, in one step.</summary>
    public PostgresStatement Look(Action<int, bool, bool> seen) =>
        new(
            """
            select events, stopped is not null, exists (
                select from mops.open_trial where study = $1 and trial is not null and (expires is null or expires <= clock_timestamp()))
            from mops.study where id = $1
            """,
            study)
        {
            Row = row => seen(row.GetInt32(0), row.GetBoolean(1), row.GetBoolean(2)),
        };

    /// <summary>Appends a round, unless there is one of its number, and then leases trials; gives how many rounds there are.</summary>
    public PostgresStatement AskRound(StudyEvent.RoundAppended round, LeaseRequest request, Action<int> rounds, Action<TrialLease> leased) =>
        new(
            "select known_rounds, leased_trial, leased_fence from mops.ask_round($1, $2, $3, $4, $5, $6, $7, $8)",
            study,
            round.Round,
            round.Proposals.Count,
            JournalCodec.Encode(round),
            request.Runner,
            request.Count,
            request.Duration.TotalSeconds,
            request.KnownFence)
        {
            Row = row =>
            {
                rounds(row.GetInt32(0));
                if (!row.IsDBNull(1)) leased(new(row.GetInt32(1), row.GetInt64(2)));
            },
        };

    /// <summary>Leases trials.</summary>
    public PostgresStatement Lease(LeaseRequest request, Action<TrialLease> leased) =>
        new(
            "select leased_trial, leased_fence from mops.lease($1, $2, $3, $4, $5)",
            study,
            request.Runner,
            request.Count,
            request.Duration.TotalSeconds,
            request.KnownFence)
        {
            Row = row => leased(new(row.GetInt32(0), row.GetInt64(1))),
        };

    /// <summary>Extends a runner's valid leases.</summary>
    public PostgresStatement Renew(string runner, TimeSpan duration) => new("select mops.renew($1, $2, $3)", study, runner, duration.TotalSeconds);

    /// <summary>Gives a runner's leases back.</summary>
    public PostgresStatement Release(string runner) => new("select mops.release($1, $2)", study, runner);

    /// <summary>Commits a plan; gives the trials that stand in its way.</summary>
    public PostgresStatement Commit(CommitPlan plan, Action<int, bool> refused) =>
        new(
            "select refused_trial, is_stale from mops.commit_results($1, $2, $3, $4, $5, $6, $7, $8)",
            study,
            Column(plan, work => work.Lease.Trial),
            Column(plan, work => work.Lease.Fence),
            Column(plan, work => work.Before),
            Column(plan, work => work.After),
            Column(plan, work => work.IsTold),
            plan.Happened.Select(JournalCodec.Encode).ToArray(),
            plan.Best is { } best ? best : DBNull.Value)
        {
            Row = (DbDataReader row) => refused(row.GetInt32(0), row.GetBoolean(1)),
        };

    /// <summary>Ends the study if it has exactly so many events; says whether it has ended.</summary>
    public PostgresStatement Stop(int events, StudyEvent.Stopped stopped, Action<bool> ended) =>
        new("select mops.stop_study($1, $2, $3, $4)", study, events, StopReasonText.Of(stopped.Reason), JournalCodec.Encode(stopped))
        {
            Row = row => ended(row.GetBoolean(0)),
        };

    private static T[] Column<T>(CommitPlan plan, Func<TrialWork, T> value) => [.. plan.Trials.Select(value)];
}
