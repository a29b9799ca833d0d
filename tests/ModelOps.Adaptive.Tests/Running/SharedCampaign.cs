using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Stores.Postgres;
using ModelOps.Adaptive.Studies;
using ModelOps.Testing.Clocks;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Servers.Postgres;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

/// <summary>One study in a database of its own, whose runners know each other through it alone, as those of several machines do.</summary>
internal sealed class SharedCampaign(PostgresServer server, string database)
{
    public RoundRules Rules { get; init; } = ToyStudy.Rules();

    public Func<IAskTell> Algorithm { get; init; } = () => new FeedbackAlgorithm(18);

    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The port that the runners connect to: the server's, or a proxy's.</summary>
    public int Port { get; init; } = server.Port;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SharedCampaign> InAsync(PostgresFixture fixture)
    {
        var server = await fixture.ServerAsync();
        return new(server, await server.CreateDatabaseAsync());
    }

    /// <summary>The digest of the same study run by one runner on a store of this machine.</summary>
    public async Task<StudyState> PlainAsync()
    {
        using var plain = new Campaign { Rules = Rules, Algorithm = Algorithm };
        return await plain.PlainAsync();
    }

    public Task<PostgresStudies> ConnectAsync() =>
        PostgresStudies.ConnectAsync(server.Address(database, Port), new(TimeProvider.System) { LeaseDuration = LeaseDuration }, Token);

    /// <summary>Runs the study to its end with a runner, a store and connections for each engine; gives what the database then holds.</summary>
    public async Task<StudyState> RunAsync(params HostileBehaviour[] engines)
    {
        var states = await Task.WhenAll(engines.Select(engine => Task.Run(() => RunOneAsync(engine, Token), Token)));
        states.Select(state => state.Digest).Distinct().ShouldHaveSingleItem();
        return await RecordedAsync();
    }

    /// <summary>Runs one runner until it ends or is cancelled.</summary>
    /// <param name="behaviour">How its engine behaves.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <param name="starting">Called at every start of a simulation: where a test may interfere.</param>
    public async Task<StudyState> RunOneAsync(HostileBehaviour behaviour, CancellationToken cancellationToken, Action? starting = null)
    {
        var clock = new ManualClock();
        await using var studies = await ConnectAsync();
        await using var store = await studies.OpenOrCreateAsync(ToyStudy.Header(), cancellationToken);
        await using var engine = new HostileEngine(behaviour, ToyModel.Simulate)
        {
            Idle = () => clock.Advance(TimeSpan.FromSeconds(1)),
            Starting = _ =>
            {
                starting?.Invoke();
                return Task.CompletedTask;
            },
        };
        await using var algorithm = Algorithm();
        var name = await studies.NameRunnerAsync("runner", cancellationToken);
        var options = new RunnerOptions(name, clock) { AnswerWithin = TimeSpan.FromSeconds(20), MaxOutstanding = 16, Tick = TimeSpan.FromSeconds(10) };
        return await new StudyRunner(Rules, store, algorithm, engine, ToyStudy.Evaluator(), options).RunAsync(cancellationToken);
    }

    public async Task<StudyState> RecordedAsync()
    {
        await using var studies = await ConnectAsync();
        return await studies.ReadAsync(ToyStudy.Header().Run, Token);
    }
}
