-- Version 1 of the shared store. Applied once, under an advisory lock.
--
-- Every change of a study is one call of one function: the lock on the study is taken and given back by the server alone, so that
-- a client that is paused or cut off in the middle of a call holds nobody up. Positions of events are gapless, and a reader never
-- skips one: the lock is held until the commit, so positions become visible in their order.
do $migration$
begin
if to_regclass('mops.schema_version') is not null then return; end if;
if to_regnamespace('mops') is null then create schema mops; end if;

create table mops.schema_version (version int primary key);
insert into mops.schema_version values (1);

create table mops.study (
    id int generated always as identity primary key,
    run text not null unique,
    created timestamptz not null default clock_timestamp(),
    events int not null,
    rounds int not null default 0,
    trials int not null default 0,
    told int not null default 0,
    best double precision,
    stopped text,
    last_fence bigint not null default 0
) with (fillfactor = 50);

-- The study: the sum of its events, each a JSON object as in the journal of a local run. Only the functions below write here and in
-- open_trial; a foreign key would have every row lock its study once more.
create table mops.event (
    study int not null,
    position int not null,
    body bytea not null,
    primary key (study, position)
);

-- A study has as many slots as it ever had trials without a result at once. A slot has such a trial and who works on it, or it is
-- free: rows that are updated in place, and no dead ones behind each trial that a fast study would have to step over.
-- recorded counts the trial's replicates that are events.
create table mops.open_trial (
    study int not null,
    slot int not null,
    trial int,
    recorded int not null default 0,
    fence bigint not null default 0,
    runner text,
    expires timestamptz,
    primary key (study, slot)
) with (fillfactor = 50);

-- Output tables by the SHA-256 of their bytes, in parts.
create table mops.content (
    digest bytea not null,
    part int not null,
    parts int not null,
    bytes bytea not null,
    primary key (digest, part)
);
alter table mops.content alter column bytes set storage external;

create sequence mops.runner;

-- 1836019827 is 'mops' in ASCII; a study's lock writes nothing, which a row lock would.
create function mops.lock_study(p_study int) returns mops.study language plpgsql as $f$
declare found_study mops.study;
begin
    -- What is read after the lock must be what is there after the lock.
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'mops needs the transaction isolation read committed, this session has %', current_setting('transaction_isolation');
    end if;
    perform pg_advisory_xact_lock(1836019827, p_study);
    select * into strict found_study from mops.study where id = p_study;
    return found_study;
end $f$;

create function mops.create_study(p_run text, p_body bytea) returns boolean language plpgsql as $f$
declare created_id int;
begin
    insert into mops.study (run, events) values (p_run, 1) on conflict do nothing returning id into created_id;
    if created_id is null then return false; end if;
    insert into mops.event values (created_id, 0, p_body);
    return true;
end $f$;

-- Gives the number of rounds: of two callers with the same round the first one's is the round.
create function mops.append_round(p_study int, p_round int, p_trials int, p_body bytea) returns int language plpgsql as $f$
declare
    s mops.study;
    known_rounds int;
    reused int;
begin
    -- Who comes late waits for nobody.
    select rounds into strict known_rounds from mops.study where id = p_study;
    if known_rounds > p_round then return known_rounds; end if;
    s := mops.lock_study(p_study);
    if s.stopped is not null then return p_round; end if;
    if p_round <> s.rounds then return s.rounds; end if;
    -- Durable with the first result of its trials: the log is written in order.
    perform set_config('synchronous_commit', 'off', true);
    insert into mops.event values (p_study, s.events, p_body);
    with free as (
        select slot, row_number() over (order by slot) - 1 as i from mops.open_trial where study = p_study and trial is null limit p_trials
    )
    update mops.open_trial o set trial = s.trials + f.i from free f where o.study = p_study and o.slot = f.slot;
    get diagnostics reused = row_count;
    insert into mops.open_trial (study, slot, trial)
    select p_study, (select count(*) from mops.open_trial where study = p_study) + i - reused, s.trials + i from generate_series(reused, p_trials - 1) i;
    update mops.study set events = events + 1, rounds = rounds + 1, trials = trials + p_trials where id = p_study;
    return s.rounds + 1;
end $f$;

-- Leases that the runner never heard of, since the answer was lost, are above p_known_fence and are given anew. Others are told if
-- something is left for them: who asks a round is the first to lease, and often takes all.
create function mops.lease(p_study int, p_runner text, p_count int, p_seconds double precision, p_known_fence bigint)
returns table (leased_trial int, leased_fence bigint) language plpgsql as $f$
declare
    s mops.study;
    leased int;
begin
    -- Where nothing is free nobody waits for the lock; what becomes free is told of.
    if not exists (
        select from mops.open_trial
        where study = p_study and trial is not null and (expires is null or expires <= clock_timestamp() or (runner = p_runner and fence > p_known_fence))
    ) then return; end if;
    s := mops.lock_study(p_study);
    return query
    with free as (
        select slot, trial from mops.open_trial
        where study = p_study and trial is not null and (expires is null or expires <= clock_timestamp() or (runner = p_runner and fence > p_known_fence))
        order by trial limit p_count
    ), numbered as (
        select slot, s.last_fence + row_number() over (order by trial) as next_fence from free
    )
    update mops.open_trial o
    set runner = p_runner, fence = n.next_fence, expires = clock_timestamp() + make_interval(secs => p_seconds)
    from numbered n where o.study = p_study and o.slot = n.slot
    returning o.trial, o.fence;
    get diagnostics leased = row_count;
    update mops.study set last_fence = last_fence + leased where id = p_study and leased > 0;
    if exists (select from mops.open_trial where study = p_study and trial is not null and runner is null) then
        perform pg_notify('mops_study_' || p_study, 'free');
    end if;
end $f$;

create function mops.renew(p_study int, p_runner text, p_seconds double precision) returns void language plpgsql as $f$
begin
    perform mops.lock_study(p_study);
    perform set_config('synchronous_commit', 'off', true);
    update mops.open_trial set expires = clock_timestamp() + make_interval(secs => p_seconds)
    where study = p_study and runner = p_runner and expires > clock_timestamp();
end $f$;

create function mops.release(p_study int, p_runner text) returns void language plpgsql as $f$
begin
    perform mops.lock_study(p_study);
    update mops.open_trial set runner = null, fence = 0, expires = null where study = p_study and runner = p_runner;
    if found then
        perform pg_notify('mops_study_' || p_study, 'released');
    end if;
end $f$;

-- All or nothing. Gives the trials whose lease is stale, or whose number of recorded replicates is not what the caller takes it for:
-- a call that a slow network delivers after it was given up for lost changes nothing.
create function mops.commit_results(
    p_study int, p_trials int[], p_fences bigint[], p_before int[], p_after int[], p_told boolean[], p_bodies bytea[], p_best double precision)
returns table (refused_trial int, is_stale boolean) language plpgsql as $f$
declare s mops.study := mops.lock_study(p_study);
begin
    return query
    select w.trial, o.fence is distinct from w.fence
    from unnest(p_trials, p_fences, p_before) w (trial, fence, before)
    left join mops.open_trial o on o.study = p_study and o.trial = w.trial
    where o.fence is distinct from w.fence or o.recorded is distinct from w.before;
    if found then return; end if;
    insert into mops.event
    select p_study, s.events + b.n::int - 1, b.body from unnest(p_bodies) with ordinality b (body, n);
    update mops.open_trial o set recorded = w.after
    from unnest(p_trials, p_after, p_told) w (trial, after, told) where o.study = p_study and o.trial = w.trial and not w.told;
    update mops.open_trial o set trial = null, recorded = 0, fence = 0, runner = null, expires = null
    from unnest(p_trials, p_told) w (trial, told) where o.study = p_study and o.trial = w.trial and w.told;
    update mops.study set events = events + cardinality(p_bodies), best = least(best, p_best),
        told = told + (select count(*) from unnest(p_told) t (told) where t.told)
    where id = p_study;
end $f$;

-- False if events were added that the caller has not seen; its digest would not be theirs.
create function mops.stop_study(p_study int, p_events int, p_reason text, p_body bytea) returns boolean language plpgsql as $f$
declare s mops.study := mops.lock_study(p_study);
begin
    if s.stopped is not null then return true; end if;
    if s.events <> p_events then return false; end if;
    insert into mops.event values (p_study, s.events, p_body);
    delete from mops.open_trial where study = p_study;
    update mops.study set events = events + 1, stopped = p_reason where id = p_study;
    perform pg_notify('mops_study_' || p_study, 'stopped');
    return true;
end $f$;
end
$migration$;
