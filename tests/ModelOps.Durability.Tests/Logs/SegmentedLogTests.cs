using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Logs;
using ModelOps.Testing.Folders;

namespace ModelOps.Durability.Tests.Logs;

public sealed class SegmentedLogTests
{
    [Fact]
    public async Task Flushed_records_are_read_in_order_from_any_position_also_after_reopening()
    {
        using var folder = new TemporaryFolder();
        using (var log = SegmentedLog.Open(folder.Path, new() { SegmentBytes = 100 }))
        {
            for (var i = 0; i < 20; i++)
            {
                log.Append(Encoding.ASCII.GetBytes($"record {i}")).ShouldBe(i);
                if (i % 3 == 0) await log.FlushAsync(CancellationToken.None);
            }
            log.DurableCount.ShouldBe(19);
            log.Count.ShouldBe(20);
            await log.FlushAsync(CancellationToken.None);
            Texts(log.Read(17)).ShouldBe(["17 record 17", "18 record 18", "19 record 19"]);
        }
        Directory.GetFiles(folder.Path, "*.log").Length.ShouldBeGreaterThan(3);
        using var again = SegmentedLog.Open(folder.Path, new() { SegmentBytes = 100 });
        again.Recovery.ShouldBeNull();
        Texts(again.Read()).ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i} record {i}"));
        for (var i = 0; i < 20; i++) Encoding.ASCII.GetString(again.ReadOne(i).Span).ShouldBe($"record {i}");
        again.Read(20).ShouldBeEmpty();
        again.Append([]).ShouldBe(20);
    }

    [Fact]
    public async Task Records_that_were_not_flushed_are_neither_read_nor_kept()
    {
        using var folder = new TemporaryFolder();
        using (var log = SegmentedLog.Open(folder.Path))
        {
            log.Append("kept"u8);
            await log.FlushAsync(CancellationToken.None);
            log.Append("dropped"u8);
            Texts(log.Read()).ShouldBe(["0 kept"]);
        }
        Texts(SegmentedLog.ReadAll(folder.Path)).ShouldBe(["0 kept"]);
    }

    [Fact]
    public async Task Empty_and_largest_records_are_kept_and_a_larger_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        var largest = new byte[SegmentedLog.MaxRecordBytes];
        largest[^1] = 7;
        using (var log = SegmentedLog.Open(folder.Path))
        {
            log.Append([]);
            log.Append(largest);
            Should.Throw<InvalidInputException>(() => log.Append(new byte[largest.Length + 1])).Code.ShouldBe("record_too_large");
            log.Append([]);
            await log.FlushAsync(CancellationToken.None);
        }
        using var again = SegmentedLog.Open(folder.Path);
        again.Read().Select(record => record.Payload.Length).ShouldBe([0, largest.Length, 0]);
        again.ReadOne(1).Span.SequenceEqual(largest).ShouldBeTrue();
    }

    [Fact]
    public void Appending_without_a_flush_keeps_memory_bounded_by_writing()
    {
        using var folder = new TemporaryFolder();
        using var log = SegmentedLog.Open(folder.Path);
        for (var i = 0; i < 10; i++) log.Append(new byte[1 << 20]);
        log.DurableCount.ShouldBe(8);
    }

    [Fact]
    public async Task Many_concurrent_flushes_share_few_fsyncs()
    {
        using var folder = new TemporaryFolder();
        var flushes = 0;
        using var entered = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim(initialState: true);
        using var log = SegmentedLog.Open(folder.Path, new()
        {
            FlushToDisk = file =>
            {
                Interlocked.Increment(ref flushes);
                entered.Release();
                gate.Wait();
                RandomAccess.FlushToDisk(file);
            },
        });
        gate.Reset();
        entered.Wait(0);
        log.Append("first"u8);
        var first = log.FlushAsync(CancellationToken.None);
        await entered.WaitAsync();
        // While the first fsync takes its time a hundred others append and ask for theirs.
        flushes = 0;
        var others = Enumerable.Range(0, 100).Select(_ =>
        {
            log.Append("other"u8);
            return log.FlushAsync(CancellationToken.None);
        }).ToList();
        others.ShouldAllBe(flush => !flush.IsCompleted);
        gate.Set();
        await Task.WhenAll([first, .. others]);
        flushes.ShouldBe(1);
        log.DurableCount.ShouldBe(101);
    }

    [Fact]
    public async Task Cancelled_flush_leaves_the_log_usable()
    {
        using var folder = new TemporaryFolder();
        using var log = SegmentedLog.Open(folder.Path);
        log.Append("a"u8);
        await Should.ThrowAsync<OperationCanceledException>(() => log.FlushAsync(new CancellationToken(canceled: true)));
        await log.FlushAsync(CancellationToken.None);
        log.DurableCount.ShouldBe(1);
    }

    [Fact]
    public async Task Reader_without_a_lock_sees_what_is_durable_while_a_writer_appends()
    {
        using var folder = new TemporaryFolder();
        using var log = SegmentedLog.Open(folder.Path);
        log.Append("a"u8);
        await log.FlushAsync(CancellationToken.None);
        var snapshot = LogSnapshot.Open(folder.Path);
        log.Append("b"u8);
        await log.FlushAsync(CancellationToken.None);
        Texts(snapshot.Read()).ShouldBe(["0 a"]);
        Texts(SegmentedLog.ReadAll(folder.Path)).ShouldBe(["0 a", "1 b"]);
    }

    [Fact]
    public void Second_writer_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var log = SegmentedLog.Open(folder.Path);
        var error = Should.Throw<ConflictException>(() => SegmentedLog.Open(folder.Path, new() { Purpose = "The run sir-1" }));
        error.Message.ShouldStartWith($"The run sir-1 is in use by process {Environment.ProcessId} ");
    }

    [Fact]
    public void Reading_a_folder_that_is_not_there_is_not_found()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<NotFoundException>(() => SegmentedLog.ReadAll(folder["none"])).Code.ShouldBe("log_not_found");
    }

    private static IEnumerable<string> Texts(IEnumerable<LogRecord> records) =>
        records.Select(record => $"{record.Position} {Encoding.ASCII.GetString(record.Payload.Span)}");
}
