using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Running;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Clocks;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

/// <summary>One study in a folder of its own, with what runs it. Disposing removes it.</summary>
internal sealed class Campaign : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RoundRules Rules { get; init; } = ToyStudy.Rules();

    public Func<IAskTell> Algorithm { get; init; } = () => new FeedbackAlgorithm(18);

    public Func<SimulationTask, SimulationOutcome> Model { get; init; } = ToyModel.Simulate;

    public TrialEvaluator Evaluator { get; init; } = ToyStudy.Evaluator();

    public ManualClock Clock { get; } = new();

    /// <summary>Leases expire only if a test lets them.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromDays(1);

    public string Folder => _folder["run"];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The study as a plain run on its own gives it.</summary>
    public async Task<StudyState> PlainAsync()
    {
        using var plain = new Campaign { Rules = Rules, Algorithm = Algorithm, Model = Model, Evaluator = Evaluator };
        return await plain.RunAsync(new HostileBehaviour(0));
    }

    /// <summary>Creates the study, or opens it again, and runs it to its end with one runner an engine.</summary>
    public async Task<StudyState> RunAsync(params HostileBehaviour[] engines)
    {
        await using var store = await OpenAsync();
        using var ledger = new StartLedger(store);
        var states = await Task.WhenAll(engines.Index().Select(engine => RunOneAsync(store, ledger, engine.Item, $"runner {engine.Index}", Token)));
        if (LeaseDuration == TimeSpan.FromDays(1)) ledger.Needless.ShouldBeEmpty();
        states.Select(state => state.Digest).Distinct().ShouldHaveSingleItem();
        return states[0];
    }

    /// <summary>Runs one runner until it ends or is cancelled; gives what the folder then holds.</summary>
    /// <param name="store">The study.</param>
    /// <param name="ledger">Watches the engine.</param>
    /// <param name="behaviour">How the engine behaves.</param>
    /// <param name="name">The runner's name.</param>
    /// <param name="cancellationToken">Cancels the runner.</param>
    /// <param name="moment">Told of every start and every commit: where a test may interfere.</param>
    public async Task<StudyState> RunOneAsync(
        IStudyStore store, StartLedger ledger, HostileBehaviour behaviour, string name, CancellationToken cancellationToken, Action? moment = null)
    {
        await using var engine = new HostileEngine(behaviour, Model)
        {
            Starting = task =>
            {
                moment?.Invoke();
                return ledger.StartingAsync(task);
            },
            Idle = () => Clock.Advance(TimeSpan.FromSeconds(1)),
        };
        await using var algorithm = Algorithm();
        var options = new RunnerOptions(name, Clock)
        {
            AnswerWithin = TimeSpan.FromSeconds(20),
            MaxOutstanding = 16,
            Progress = moment is null ? null : new Told(moment),
        };
        var state = await Task.Run(() => new StudyRunner(Rules, store, algorithm, engine, Evaluator, options).RunAsync(cancellationToken), Token);
        Recorded().Digest.ShouldBe(state.Digest);
        return Recorded();
    }

    /// <summary>What the folder holds now.</summary>
    public StudyState Recorded() => StudyFolder.Read(Folder);

    public async Task<EmbeddedStudyStore> OpenAsync()
    {
        var options = new EmbeddedStoreOptions(Clock) { LeaseDuration = LeaseDuration };
        return StudyFolder.HasStudy(Folder)
            ? EmbeddedStudyStore.Open(Folder, options)
            : await EmbeddedStudyStore.CreateAsync(Folder, ToyStudy.Header(), options, Token);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Told(Action tell) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => tell();
    }
}
