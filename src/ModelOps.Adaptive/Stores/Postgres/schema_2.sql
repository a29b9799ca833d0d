-- Version 2 of the shared store: who asks a round leases trials in the same call. Applied once, under an advisory lock.
do $migration$
begin
if exists (select from mops.schema_version where version >= 2) then return; end if;
insert into mops.schema_version values (2);

-- Appends a round, unless there is one of its number, and leases the earliest free trials, so that nobody comes between: a runner
-- that is fast enough for a whole round leaves nothing that others would be woken for. Gives the number of rounds, and the leases.
-- Durable like any other change: else a crash of the server could take back a round that its asker goes on from.
create function mops.ask_round(
    p_study int, p_round int, p_trials int, p_body bytea, p_runner text, p_count int, p_seconds double precision, p_known_fence bigint)
returns table (known_rounds int, leased_trial int, leased_fence bigint) language plpgsql as $f$
declare
    s mops.study;
    reused int;
begin
    -- Who comes late waits for nobody.
    select rounds into strict known_rounds from mops.study where id = p_study;
    if known_rounds > p_round then
        return next;
        return;
    end if;
    s := mops.lock_study(p_study);
    known_rounds := case when s.stopped is null then s.rounds else p_round end;
    if s.stopped is not null or s.rounds <> p_round then
        return next;
        return;
    end if;
    insert into mops.event values (p_study, s.events, p_body);
    with free as (
        select slot, row_number() over (order by slot) - 1 as i from mops.open_trial where study = p_study and trial is null limit p_trials
    )
    update mops.open_trial o set trial = s.trials + f.i from free f where o.study = p_study and o.slot = f.slot;
    get diagnostics reused = row_count;
    insert into mops.open_trial (study, slot, trial)
    select p_study, (select count(*) from mops.open_trial where study = p_study) + i - reused, s.trials + i from generate_series(reused, p_trials - 1) i;
    update mops.study set events = events + 1, rounds = rounds + 1, trials = trials + p_trials where id = p_study;
    return query
    select p_round + 1, l.leased_trial, l.leased_fence
    from (select 1) one left join mops.lease(p_study, p_runner, p_count, p_seconds, p_known_fence) l on true;
end $f$;

-- Workers of version 1 that are at work go on.
create or replace function mops.append_round(p_study int, p_round int, p_trials int, p_body bytea) returns int language sql as $f$
    select max(known_rounds) from mops.ask_round(p_study, p_round, p_trials, p_body, '', 0, 0, 0)
$f$;
end
$migration$;
