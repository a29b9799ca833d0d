using System.Text.Json;
using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Tests.Specs;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Tests.Adapters;

public sealed class OptunaSamplerTests : IDisposable
{
    private readonly SpecFolder _specs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _specs.Dispose();

    [Fact]
    public async Task Worker_is_told_all_that_shapes_the_trials()
    {
        await using var worker = new Worker("{}");
        await OptunaSampler.ConfigureAsync(worker, Spec("options: {multivariate: true}, enqueue: [{beta: 1, gamma: 0.5, seeded: 3}]"), Token);
        worker.Heard.ShouldBe("""
            configure {"sampler":"TPESampler","seed":1978,"options":{"multivariate":true},"space":[{"type":"float","name":"beta","min":0.5,"max":5,"log":true},{"type":"float","name":"gamma","min":0.1,"max":1,"log":false},{"type":"int","name":"seeded","min":1,"max":10,"log":false}],"constraints":[{"terms":{"beta":-1,"gamma":1},"limit":0}],"enqueued":[{"beta":1.0,"gamma":0.5,"seeded":3}]}
            """.Trim());
    }

    [Theory]
    [InlineData("""{"error": "optuna_missing", "message": "The interpreter has no Optuna."}""", "optuna_missing", "The interpreter has no Optuna.")]
    [InlineData("""{"error": "unknown_sampler", "message": "No.", "known": ["TPESampler2", "Other"]}""", "unknown_algorithm", "No. Did you mean 'TPESampler2'? It has TPESampler2, Other.")]
    [InlineData("""{"error": "sampler_refused", "message": "No gama."}""", "bad_option", "No gama.")]
    public async Task What_the_worker_lacks_is_an_error(string answer, string code, string message)
    {
        await using var worker = new Worker(answer);
        var error = await Should.ThrowAsync<ModelOpsException>(() => OptunaSampler.ConfigureAsync(worker, Spec(""), Token));
        (error.Code, error.Message).ShouldBe((code, message));
    }

    [Fact]
    public void Sampler_needs_parameters_and_a_limit()
    {
        _specs.ErrorWith("builtin:cmaes\", max_trials: 300", "optuna:TPESampler\"").Code.ShouldBe("missing_limit");
        Should.Throw<InvalidInputException>(() => _specs.Read("kind: Adaptive\nspec: {algorithm: {adapter_path: 'optuna:TPESampler', max_trials: 3}}")).Code.ShouldBe("missing_parameters");
    }

    private AdaptiveSpec Spec(string more) => _specs.Read(
        SpecFolder.Influenza.Replace("builtin:cmaes", "optuna:TPESampler", StringComparison.Ordinal).Replace("seed: 1978", more.Length == 0 ? "seed: 1978" : $"seed: 1978, {more}", StringComparison.Ordinal)
        + "\n  constraints: [gamma <= beta]");

    private sealed class Worker(string answer) : IUserObject
    {
        public string Heard { get; private set; } = "";

        public PlatformFingerprint Fingerprint { get; } = new([]);

        public Task<JsonElement> CallAsync(string method, string argumentJson, CancellationToken cancellationToken)
        {
            Heard = $"{method} {argumentJson}";
            using var json = JsonDocument.Parse(answer);
            return Task.FromResult(json.RootElement.Clone());
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
