using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Loops;
using ModelOps.Keeper.Policies;

namespace ModelOps.Keeper.Tests.Loops;

public sealed class MemoryFileTests : IDisposable
{
    private readonly LoopBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Memory_comes_back_as_it_was()
    {
        var now = _bench.Clock.GetUtcNow();
        var memory = new LoopMemory("default", "trainer") { Cursor = new(5, 7, "head"), Totals = new() { IterationsDone = 3, ObserveIngest = new() { DroppedTooLong = 2 } } }
            .With([new ProposedAction("concurrency", 4, "latency_burst", "BURST-ABSORB")], rehearsal: true, now);
        MemoryFile.Write(_bench.Folder, memory);
        var read = MemoryFile.Read(_bench.Folder, "default", "trainer");
        (read.Cursor, read.Totals, read.RehearsedKnobs["concurrency"]).ShouldBe((memory.Cursor, memory.Totals, 4));
        read.Changes.ShouldBe(memory.Changes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"namespace":"default","deployment":"trainer","schema_version":"loop_memory.v9"}""")]
    [InlineData("""{"namespace":"default","deployment":"trainer","schema_version":"loop_memory.v1","changes":null}""")]
    [InlineData("""{"namespace":"default","deployment":"trainer","schema_version":"loop_memory.v1","changes":[{"at":"yesterday"}]}""")]
    public void Broken_memory_is_refused_rather_than_forgotten(string text)
    {
        File.WriteAllText(_bench.Folder.File(MemoryFile.FileName), text);
        Should.Throw<InvalidInputException>(() => MemoryFile.Read(_bench.Folder, "default", "trainer")).Code.ShouldBe("memory_unreadable");
    }

    [Fact]
    public void Memory_of_another_workload_is_refused()
    {
        MemoryFile.Write(_bench.Folder, new("default", "trainer"));
        Should.Throw<InvalidInputException>(() => MemoryFile.Read(_bench.Folder, "default", "other")).Code.ShouldBe("memory_of_another_workload");
    }
}
