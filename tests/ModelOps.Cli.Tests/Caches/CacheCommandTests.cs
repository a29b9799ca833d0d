using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Simulations;

namespace ModelOps.Cli.Tests.Caches;

public sealed class CacheCommandTests : IDisposable
{
    private readonly TaskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Study_has_the_same_digest_with_an_empty_a_warm_and_no_cache()
    {
        _folder.Write("adaptive.yaml", """
            apiVersion: modelops/v1
            kind: Adaptive
            metadata: {name: toy}
            spec:
              model: {entrypoint: "model:simulate", bundle: .}
              parameters:
                x: {type: float, min: 0.0, max: 1.0}
                log: {type: fixed, value: "LOG"}
              algorithm: {adapter_path: "builtin:random", max_trials: 10, batch_size: 5, replicates: 2, seed: 1}
            """.Replace("LOG", _folder["log"], StringComparison.Ordinal));

        var empty = await DigestAsync("empty");
        var ranOnce = _folder.Lines("log").Length;
        var warm = await DigestAsync("warm");
        _folder.Lines("log").Length.ShouldBe(ranOnce);
        var none = await DigestAsync("none", "--no-cache");

        ranOnce.ShouldBe(20);
        _folder.Lines("log").Length.ShouldBe(40);
        warm.ShouldBe(empty);
        none.ShouldBe(empty);
    }

    [Fact]
    public async Task Stat_gc_and_clear_say_what_they_find_and_do()
    {
        (await _folder.RunAsync("cache", "stat")).Out.ShouldBe($"{_folder["home"]}/cache: 0 results, 0 B of at most 5 GiB\n");
        _folder.Write("tasks.jsonl", """{"entrypoint":"model:simulate","params":{"x":1},"seed":1}""");
        (await _folder.RunAsync("sim", "run", "--tasks", "tasks.jsonl", "--out", "out")).Status.ShouldBe(ExitStatus.Ok);

        using var stat = JsonDocument.Parse((await _folder.RunAsync("cache", "stat", "--json")).Out);
        stat.RootElement.GetProperty("results").GetInt64().ShouldBe(1);
        stat.RootElement.GetProperty("models")[0].GetProperty("entrypoint").GetString().ShouldBe("model:simulate");
        (await _folder.RunAsync("cache", "stat")).Out.ShouldContain("\nmodel:simulate");

        (await _folder.RunAsync("cache", "gc", "--max-size", "1GiB")).Out.ShouldStartWith("Removed 0 results, 0 B; ");
        (await _folder.RunAsync("cache", "clear")).Out.ShouldStartWith("Removed 1 results, ");
        (await _folder.RunAsync("cache", "stat", "--json")).Out.ShouldContain("\"results\":0");
        (await _folder.RunAsync("cache", "gc", "--max-size", "much")).Status.ShouldBe(ExitStatus.Invalid);
    }

    private async Task<string?> DigestAsync(string name, params string[] options)
    {
        var run = await _folder.RunAsync(["adaptive", "run", "-f", "adaptive.yaml", "--run", name, "--json", .. options]);
        run.Status.ShouldBe(ExitStatus.Ok, run.Error);
        using var answer = JsonDocument.Parse(run.Out);
        return answer.RootElement.GetProperty("study_digest").GetString();
    }
}
