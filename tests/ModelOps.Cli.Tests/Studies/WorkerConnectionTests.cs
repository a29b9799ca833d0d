using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Cli.Studies;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Clocks;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.Cli.Tests.Studies;

public sealed class WorkerConnectionTests(PostgresFixture fixture)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ManualClock _clock = new();
    private readonly List<string> _notes = [];

    [Fact]
    public async Task Six_attempts_5_s_apart_end_with_a_clear_last_word()
    {
        var nowhere = PostgresAddress.Parse("postgresql://ann:canary-3@127.0.0.1:1/studies", _ => null);
        var error = await Should.ThrowAsync<OutsideException>(() => OpenAsync(nowhere));
        (error.Code, error.Retryable).ShouldBe(("store_unreachable", true));
        error.Message.ShouldStartWith("The central store did not take a connection in 6 attempts, 5 s apart. ann@127.0.0.1:1/studies can't be reached: ");
        error.Remedy!.ShouldContain("Check that the server runs");
        _clock.GetTimestamp().ShouldBe(5 * Pause.Ticks);
        _notes.Count.ShouldBe(5);
        _notes[^1].ShouldStartWith("Central store connection attempt 5 of 6 failed: ann@127.0.0.1:1/studies can't be reached: ");
        string.Concat([.. _notes, error.ToString()]).ShouldNotContain("canary-3");
    }

    [Fact]
    public async Task Database_and_user_that_come_to_be_meanwhile_are_found()
    {
        var server = await fixture.ServerAsync();
        var address = PostgresAddress.Parse($"host=127.0.0.1 port={server.Port} dbname=late user=latecomer password=canary-4", _ => null);
        await using var studies = await OpenAsync(address, async attempt =>
        {
            if (attempt == 2) await server.ExecuteAsync("postgres", "create role latecomer login password 'canary-4'");
            if (attempt == 4) await server.ExecuteAsync("postgres", "create database late owner latecomer");
        });
        _notes.Count.ShouldBe(5);
        _notes[0].ShouldContain("refuses the user or the password");
        _notes[2].ShouldContain("database \"late\" does not exist");
        _notes[4].ShouldBe($"Central store latecomer@127.0.0.1:{server.Port}/late connected on attempt 5 of 6.");
        string.Concat(_notes).ShouldNotContain("canary-4");
    }

    // The clock moves on once the next pause has begun.
    private async Task<PostgresStudies> OpenAsync(PostgresAddress address, Func<int, Task>? failed = null)
    {
        var opening = WorkerConnection.OpenAsync(address, new(_clock), _notes.Add, TestContext.Current.CancellationToken);
        for (var attempt = 1; !opening.IsCompleted; attempt++)
        {
            while (!opening.IsCompleted && !_clock.HasTimers) await Task.Delay(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken);
            if (opening.IsCompleted) break;
            if (failed is not null) await failed(attempt);
            _clock.Advance(Pause);
        }
        return await opening;
    }
}
