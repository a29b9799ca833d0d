using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Tests.Specs;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Recording;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Launching;

public sealed class StudyLauncherTests : IDisposable
{
    private const string Spec = """
        kind: Adaptive
        metadata: {name: toy}
        spec:
          model: {entrypoint: "toy:simulate", bundle: .}
          parameters: {x: {type: float, min: 0, max: 1}}
          algorithm: {adapter_path: "builtin:random", max_trials: 6, replicates: 2}
        """;

    private readonly SpecFolder _specs = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];
    private string _platform = "one";
    private string _content = "content";
    private Func<SimulationTask, SimulationOutcome> _model = ToyModel.Simulate;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunsFolder Runs => new(_folder["runs"]);

    public void Dispose()
    {
        _specs.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_is_named_by_spec_and_content()
    {
        var run = (await PrepareAsync(Spec)).Run;
        run.ShouldMatch("^toy-[0-9a-f]{12}$");
        (await PrepareAsync(Spec + "\n# the same")).Run.ShouldBe(run);
        (await PrepareAsync(Spec.Replace("max: 1}", "max: 2}", StringComparison.Ordinal))).Run.ShouldNotBe(run);
        _content = "other";
        (await PrepareAsync(Spec)).Run.ShouldNotBe(run);
    }

    [Fact]
    public async Task Study_by_the_id_of_a_model_is_the_study_by_its_entrypoint()
    {
        _folder.Write("checkout/manifest.json", """{"models": {"toy-model": {"class": "toy:simulate"}}}""");
        var byId = await PrepareAsync(Spec.Replace("toy:simulate", "toy-model", StringComparison.Ordinal));
        byId.Run.ShouldBe((await PrepareAsync(Spec)).Run);
        byId.Spec.Model.Entrypoint.Text.ShouldBe("toy:simulate");
        var error = await Should.ThrowAsync<InvalidInputException>(() => PrepareAsync(Spec.Replace("toy:simulate", "toy-model-2", StringComparison.Ordinal)));
        (error.Code, error.Message.Contains("lists toy-model.", StringComparison.Ordinal)).ShouldBe(("unknown_model", true));
        File.Delete(_folder["checkout", "manifest.json"]);
        (await Should.ThrowAsync<InvalidInputException>(() => PrepareAsync(Spec.Replace("toy:simulate", "toy-model", StringComparison.Ordinal)))).Code.ShouldBe("unknown_model");
    }

    [Fact]
    public async Task Finished_run_is_reported_and_not_run_again()
    {
        var first = await RunAsync();
        (first.Stopped, first.Trials.Count).ShouldBe((StopReason.MaxTrials, 6));
        _model = _ => throw new InvalidOperationException("must not run");
        (await RunAsync()).Digest.ShouldBe(first.Digest);
        Runs.Runs().ShouldBe([first.Header.Run]);
    }

    [Fact]
    public async Task Unfinished_run_needs_resume_and_then_has_the_digest_of_an_undisturbed_one()
    {
        await BreakAsync(5);
        var refused = await Should.ThrowAsync<ConflictException>(() => RunAsync());
        refused.Code.ShouldBe("run_unfinished");
        refused.Remedy!.ShouldContain("--resume");
        var resumed = await RunAsync(resume: true);
        (await RunAsync("undisturbed")).Digest.ShouldBe(resumed.Digest);
    }

    [Fact]
    public async Task Resume_of_a_run_that_is_not_there_starts_it() => (await RunAsync(resume: true)).Stopped.ShouldBe(StopReason.MaxTrials);

    [Fact]
    public async Task Name_that_belongs_to_another_study_is_refused()
    {
        await RunAsync("mine");
        var spec = await Should.ThrowAsync<ConflictException>(() => RunAsync("mine", Spec.Replace("replicates: 2", "replicates: 3", StringComparison.Ordinal)));
        (spec.Code, spec.Message).ShouldBe(("run_differs", "Run 'mine' exists with another spec."));
        _content = "other";
        (await Should.ThrowAsync<ConflictException>(() => RunAsync("mine"))).Message.ShouldBe("Run 'mine' exists with another model or data.");
    }

    [Fact]
    public async Task Run_of_another_platform_is_refused_unless_the_spec_allows_it()
    {
        await BreakAsync(5);
        _platform = "two";
        var error = await Should.ThrowAsync<ConflictException>(() => RunAsync(resume: true));
        error.Code.ShouldBe("platform_changed");
        error.Message.ShouldContain("cpu: one, here two");
        var allowed = await RunAsync(null, Spec + "\n  allow_mixed_platforms: true", resume: true);
        allowed.Stopped.ShouldBe(StopReason.MaxTrials);
        _notes.ShouldHaveSingleItem().ShouldContain("cpu: one, here two");
    }

    [Fact]
    public async Task Cancelled_run_stays_cancelled()
    {
        await BreakAsync(5);
        var run = Runs.Runs().Single();
        (await Runs.CancelAsync(run, TimeProvider.System, Token)).ShouldBeTrue();
        (await Should.ThrowAsync<ConflictException>(() => RunAsync(resume: true))).Code.ShouldBe("run_cancelled");
        (await Should.ThrowAsync<ConflictException>(() => Runs.CancelAsync(run, TimeProvider.System, Token))).Code.ShouldBe("run_ended");
    }

    [Fact]
    public async Task Run_in_progress_is_refused_to_a_second_one_and_ends_when_it_is_asked_to()
    {
        var study = await PrepareAsync(Spec.Replace("max_trials: 6", "max_trials: 1000000", StringComparison.Ordinal), "busy");
        var going = new TaskCompletionSource();
        var options = Options(false) with { Progress = new Progress(() => going.TrySetResult()) };
        var running = Task.Run(() => Launcher().RunAsync(study, options, Token), Token);
        await going.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        var error = await Should.ThrowAsync<ConflictException>(() => Launcher().RunAsync(study, Options(true), Token));
        (error.Code, error.Message.StartsWith($"Run 'busy' is in use by process {Environment.ProcessId}", StringComparison.Ordinal)).ShouldBe(("locked", true));
        Runs.Read("busy").Stopped.ShouldBeNull();
        (await Runs.CancelAsync("busy", TimeProvider.System, Token)).ShouldBeFalse();
        (await running.WaitAsync(TimeSpan.FromSeconds(30), Token)).Stopped.ShouldBe(StopReason.Cancelled);
    }

    [Fact]
    public async Task Torn_journal_is_noted()
    {
        await BreakAsync(5);
        var segment = Directory.EnumerateFiles(Path.Combine(Runs.FolderOf(Runs.Runs().Single()), "journal"), "*.log").Single();
        await File.AppendAllTextAsync(segment, "torn", Token);
        await RunAsync(resume: true);
        _notes.ShouldHaveSingleItem().ShouldContain("4 bytes that were never acknowledged were dropped");
    }

    private async Task BreakAsync(int after)
    {
        var simulations = 0;
        _model = task => ++simulations <= after ? ToyModel.Simulate(task) : throw new OutsideException("power_cut", "Dark.");
        await Should.ThrowAsync<OutsideException>(() => RunAsync());
        _model = ToyModel.Simulate;
    }

    [Fact]
    public async Task Joined_run_that_was_cancelled_is_reported_as_ended()
    {
        await BreakAsync(3);
        var study = await PrepareAsync(Spec);
        await Runs.CancelAsync(study.Run, TimeProvider.System, Token);
        (await Launcher().RunAsync(study, new(ExistingRun.Join, null, _notes.Add), Token)).Stopped.ShouldBe(StopReason.Cancelled);
    }

    private async Task<StudyState> RunAsync(string? name = null, string spec = Spec, bool resume = false) =>
        await Launcher().RunAsync(await PrepareAsync(spec, name), Options(resume), Token);

    private Task<PreparedStudy> PrepareAsync(string spec, string? name = null) => Launcher().PrepareAsync(_specs.Read(spec), name, Token);

    private LaunchOptions Options(bool resume) => new(resume ? ExistingRun.Resume : ExistingRun.Refuse, null, _notes.Add);

    private StudyLauncher Launcher() => new(new(new Bundles(_content, _folder["checkout"]), CreateEngine, new NoUserCode(), NullRunRecorder.Instance), new LocalRuns(Runs, TimeProvider.System));

    private ISimulationEngine CreateEngine(ModelBinding model, WorkersSpec workers) => new HostileEngine(HostileBehaviour.Worst(1) with { PercentLost = 0 }, _model)
    {
        Platform = new([KeyValuePair.Create("cpu", _platform)]),
    };

    private sealed class Progress(Action tell) : IProgress<Adaptive.Running.StudyProgress>
    {
        public void Report(Adaptive.Running.StudyProgress value) => tell();
    }

    private sealed class Bundles(string content, string checkout) : IBundles
    {
        public Task<PinnedBundle> PinAsync(string reference, string baseDirectory, IReadOnlyList<string> assemblies, CancellationToken cancellationToken) =>
            Task.FromResult(new PinnedBundle(reference, Digest.Of(System.Text.Encoding.UTF8.GetBytes(content)), 1, 1));

        public Task<IBundleLease> CheckoutAsync(PinnedBundle bundle, CancellationToken cancellationToken) => Task.FromResult<IBundleLease>(new Lease(checkout));
    }

    private sealed class Lease(string path) : IBundleLease
    {
        public string Path => path;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class NoUserCode : IUserCode
    {
        public Task<IUserObject> CreateAsync(ModelBinding code, CancellationToken cancellationToken) => throw new InvalidOperationException("a built-in needs none");

        public Task<IUserObject> CreateTargetAsync(ModelBinding code, TimeSpan? limit, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a target with observations needs none");
    }
}
