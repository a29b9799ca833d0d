using System.Globalization;
using ModelOps.Adaptive.Coverage;
using ModelOps.Adaptive.Coverage.Repeats;
using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Recording;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Folders;

namespace ModelOps.Adaptive.Tests.Coverage;

/// <summary>A study of the epidemic in a folder of its own, with what checks it. Disposing removes it.</summary>
internal sealed class CheckedStudy : IDisposable
{
    public const string Sampled = """{adapter_path: "builtin:abc_smc", max_trials: 2000, batch_size: 50, replicates: 1, seed: 5, options: {particles: 100, populations: 5}}""";
    /// <summary>To the end of what so many trials can tell: for the soak.</summary>
    public const string Sharp = """{adapter_path: "builtin:abc_smc", max_trials: 20000, batch_size: 100, replicates: 1, seed: 5, options: {particles: 100, acceptance: 0.03}}""";

    public const string Searched = """{adapter_path: "builtin:cmaes", max_trials: 120, batch_size: 6, replicates: 1, seed: 5}""";

    private readonly TemporaryFolder _folder = new();

    public CheckedStudy()
    {
        var truth = new ParameterSet([KeyValuePair.Create("beta", ParameterValue.From(0.8)), KeyValuePair.Create("gamma", ParameterValue.From(0.3))]);
        var infected = EpidemicModel.Infected(new(0, truth, 77), (random, count, chance) => Math.Round(count * chance));
        Observe(infected);
    }

    public Func<SimulationTask, SimulationOutcome> Model { get; set; } = EpidemicModel.Stochastic;

    public string Content { get; set; } = "content";

    public string Checks => _folder["checks"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Observe(double[] infected) => _folder.Write(
        "data.csv", "day,infected\n" + string.Concat(infected.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1},{value}\n"))));

    public void RemoveObserved() => File.Delete(_folder["data.csv"]);

    /// <summary>Runs the study, once for a name.</summary>
    public async Task<StudyState> FitAsync(string algorithm = Sampled, string loss = "rmse", string? parameters = null, string? objective = null)
    {
        var spec = $$"""
            kind: Adaptive
            metadata: {name: epidemic}
            spec:
              model: {entrypoint: "epidemic:simulate", bundle: .}
              parameters: {{parameters ?? "{beta: {type: float, min: 0.2, max: 2.0, scale: log}, gamma: {type: float, min: 0.1, max: 1.0, scale: log}}"}}
              {{objective ?? $$"""objective: {targets: [{table: epi, column: infected, observed: data.csv, "on": [day], loss: {{loss}}}]}"""}}
              algorithm: {{algorithm}}
            """;
        var launcher = new StudyLauncher(Ports(), new LocalRuns(new(_folder["runs"]), TimeProvider.System));
        var study = await launcher.PrepareAsync(AdaptiveSpecReader.Read(_folder.Write("spec.yaml", spec)), null, Token);
        await launcher.RunAsync(study, new(ExistingRun.Resume, null, _ => { }), Token);
        return new RunsFolder(_folder["runs"]).Read(study.Run);
    }

    public Task<CoverageCheck> CheckAsync(StudyState study, int repeats, TruthSource? truths = null, IProgress<int>? progress = null, CancellationToken? cancellationToken = null) =>
        Task.Run(() => new CoverageChecker(Ports(), TimeProvider.System)
            .RunAsync(study, new(Checks, repeats) { Truths = truths, Progress = progress }, cancellationToken ?? Token));

    public void Dispose() => _folder.Dispose();

    private StudyPorts Ports() => new(new FolderOfBundle(_folder.Path, () => Content), (_, _) => new FunctionEngine(task => Model(task)), new NoUserCode(), NullRunRecorder.Instance);

    private sealed class NoUserCode : IUserCode
    {
        public Task<IUserObject> CreateAsync(ModelBinding code, CancellationToken cancellationToken) => throw new InvalidOperationException("a built-in needs none");

        public Task<IUserObject> CreateTargetAsync(ModelBinding code, TimeSpan? limit, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a target with observations needs none");
    }
}
