using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Cache;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Cache;

public sealed class CachedEngineTests : IDisposable
{
    private static readonly ModelBinding Model = new(Digest.Of([1]), "/nowhere", Entrypoint.Parse("m:f"));

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Known_result_is_answered_bit_for_bit_without_a_run()
    {
        var tasks = Tasks(0, 200);
        await RunAsync(new EchoEngine(), tasks);
        var second = new EchoEngine();
        var outcomes = await RunAsync(second, tasks);
        second.Ran.ShouldBeEmpty();
        outcomes.ShouldAllBe(outcome => outcome.Attempts == 0 && outcome.Status == SimulationStatus.Completed);
        foreach (var (outcome, task) in outcomes.Zip(tasks))
        {
            outcome.Tables.Keys.ShouldBe(["a é", "b"]);
            outcome.Tables["b"].ToArray().ShouldBe(EchoEngine.TableOf(task, 100));
        }
    }

    [Theory]
    [InlineData("content")]
    [InlineData("entrypoint")]
    [InlineData("platform")]
    [InlineData("parameters")]
    [InlineData("seed")]
    public async Task Change_of_any_input_misses(string what)
    {
        await RunAsync(new EchoEngine(), [Runs.Task(0, """{"x":1}""", 5)]);
        var engine = new EchoEngine { Platform = what == "platform" ? "other" : "echo" };
        var model = what switch
        {
            "content" => Model with { Content = Digest.Of([2]) },
            "entrypoint" => Model with { Entrypoint = Entrypoint.Parse("m:g") },
            _ => Model,
        };
        var task = Runs.Task(0, what == "parameters" ? """{"x":1.0}""" : """{"x":1}""", what == "seed" ? 6u : 5u);
        await RunAsync(engine, [task], model);
        engine.Ran.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(SimulationStatus.Failed)]
    [InlineData(SimulationStatus.Timeout)]
    [InlineData(SimulationStatus.Lost)]
    public async Task Failure_is_never_kept(SimulationStatus status)
    {
        await RunAsync(new EchoEngine { Status = status }, Tasks(0, 3));
        var second = new EchoEngine();
        await RunAsync(second, Tasks(0, 3));
        second.Ran.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Flipped_byte_anywhere_is_run_again_and_then_known()
    {
        var task = Runs.Task(0, """{"x":1}""", 5);
        await RunAsync(new EchoEngine(), [task]);
        foreach (var file in new[] { "*.results", "*.index" })
        {
            var path = Directory.GetFiles(_folder.Path, file, SearchOption.AllDirectories).Single();
            var whole = await File.ReadAllBytesAsync(path, Token);
            for (var i = 0; i < whole.Length; i++)
            {
                var damaged = (byte[])whole.Clone();
                damaged[i] ^= 0x10;
                await File.WriteAllBytesAsync(path, damaged, Token);
                (await FindAsync(task)).ShouldBe(EchoEngine.TableOf(task, 100), $"byte {i} of {file}");
            }
            await File.WriteAllBytesAsync(path, whole, Token);
        }
        var again = new EchoEngine();
        await RunAsync(again, [task]);
        again.Ran.ShouldBeEmpty();

        // Only a reader: what it finds is nothing or the truth.
        async Task<byte[]> FindAsync(SimulationTask sought)
        {
            using var reader = Cache().OpenReader(await ScopeAsync());
            return reader.Find(ResultKey.Of((await ScopeAsync()).Digest, sought)) is { } tables ? tables["b"].ToArray() : EchoEngine.TableOf(task, 100);
        }
    }

    [Fact]
    public async Task Damaged_result_is_run_again_and_the_new_one_is_served()
    {
        var task = Runs.Task(0, """{"x":1}""", 5);
        await RunAsync(new EchoEngine(), [task]);
        var path = Directory.GetFiles(_folder.Path, "*.results", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(path, Token);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Token);
        var (second, third) = (new EchoEngine(), new EchoEngine());
        await RunAsync(second, [task]);
        await RunAsync(third, [task]);
        second.Ran.ShouldHaveSingleItem();
        third.Ran.ShouldBeEmpty();
    }

    [Fact]
    public async Task Half_written_end_is_passed_over_and_appended_to()
    {
        await RunAsync(new EchoEngine(), Tasks(0, 5));
        foreach (var path in Directory.GetFiles(_folder.Path, "0*.*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
            await File.AppendAllBytesAsync(path, new byte[13], Token);
        await RunAsync(new EchoEngine(), Tasks(5, 5));
        var third = new EchoEngine();
        await RunAsync(third, Tasks(0, 10));
        third.Ran.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_at_once_share_one_folder()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RunAsync(new EchoEngine(), Tasks(100 * i, 100)), Token)));
        var last = new EchoEngine();
        await RunAsync(last, Tasks(0, 600));
        last.Ran.ShouldBeEmpty();
        Cache().Models().ShouldHaveSingleItem().Results.ShouldBe(600);
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_costs_the_cache_only()
    {
        var file = _folder.Write("file", "");
        var engine = new EchoEngine();
        var outcomes = await RunAsync(engine, Tasks(0, 5000), cache: new(file, TimeProvider.System));
        outcomes.Count.ShouldBe(5000);
        _notes.ShouldHaveSingleItem().ShouldStartWith("Results are no longer kept for reuse: ");
    }

    [Fact]
    public async Task Full_disk_costs_the_cache_only()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        await RunAsync(new EchoEngine(), Tasks(0, 1));
        var path = Directory.GetFiles(_folder.Path, "*.results", SearchOption.AllDirectories).Single();
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/full");
        (await RunAsync(new EchoEngine(), Tasks(1, 5000))).Count.ShouldBe(5000);
        _notes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Large_results_are_handed_over_one_at_a_time()
    {
        var tasks = Tasks(0, 8);
        await RunAsync(new EchoEngine { TableBytes = 2 << 20 }, tasks);
        (await RunAsync(new EchoEngine(), tasks)).ShouldAllBe(outcome => outcome.Tables["b"].Length == 2 << 20);
    }

    private static SimulationTask[] Tasks(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => Runs.Task(i, $$"""{"x":{{i % 10}}}""", (ulong)i))];

    private static async Task<ResultScope> ScopeAsync() => ResultScope.Of(Model, await new EchoEngine().PrepareAsync(Token));

    private ResultCache Cache() => new(_folder.Path, TimeProvider.System);

    private async Task<List<SimulationOutcome>> RunAsync(
        EchoEngine inner, IReadOnlyList<SimulationTask> tasks, ModelBinding? model = null, ResultCache? cache = null)
    {
        await using var engine = new CachedEngine(inner, model ?? Model, cache ?? Cache(), _notes.Add);
        var outcomes = new List<SimulationOutcome>();
        await foreach (var outcome in engine.RunAsync(tasks.ToAsyncEnumerable(), Token)) outcomes.Add(outcome);
        outcomes.Sort((a, b) => a.TaskId.CompareTo(b.TaskId));
        return outcomes;
    }
}
