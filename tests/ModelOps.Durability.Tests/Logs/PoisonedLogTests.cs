using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Logs;
using ModelOps.Testing.Folders;

namespace ModelOps.Durability.Tests.Logs;

public sealed class PoisonedLogTests
{
    [Fact]
    public async Task Failed_fsync_poisons_the_log_for_all_who_wait_and_all_who_come()
    {
        using var folder = new TemporaryFolder();
        var fails = false;
        using (var log = SegmentedLog.Open(folder.Path, new() { FlushToDisk = file => Flush(file, fails) }))
        {
            log.Append("acknowledged"u8);
            await log.FlushAsync(CancellationToken.None);
            fails = true;
            log.Append("unknown"u8);
            var flushes = Enumerable.Range(0, 5).Select(_ => log.FlushAsync(CancellationToken.None)).ToList();
            // That the device answers again changes nothing: the page cache may have forgotten what it did not write.
            foreach (var flush in flushes) (await Should.ThrowAsync<OutsideException>(() => flush)).Code.ShouldBe("log_poisoned");
            fails = false;
            var error = Should.Throw<OutsideException>(() => log.Append("later"u8));
            error.Code.ShouldBe("log_poisoned");
            error.Message.ShouldContain("the device fails");
            await Should.ThrowAsync<OutsideException>(() => log.FlushAsync(CancellationToken.None));
            log.DurableCount.ShouldBe(1);
        }
        using var again = SegmentedLog.Open(folder.Path);
        Encoding.ASCII.GetString(again.ReadOne(0).Span).ShouldBe("acknowledged");
    }

    [Fact]
    public async Task Segment_that_can_not_be_begun_poisons_the_log()
    {
        using var folder = new TemporaryFolder();
        using var log = SegmentedLog.Open(folder.Path, new() { SegmentBytes = 1 });
        log.Append("a"u8);
        await log.FlushAsync(CancellationToken.None);
        // A name that is taken is a real reason why a file can't be created.
        Directory.CreateDirectory(SegmentFile.PathOf(folder.Path, 1));
        log.Append("b"u8);
        (await Should.ThrowAsync<OutsideException>(() => log.FlushAsync(CancellationToken.None))).Code.ShouldBe("log_poisoned");
        Should.Throw<OutsideException>(() => log.Append("c"u8)).Code.ShouldBe("log_poisoned");
    }

    [Fact]
    public void Failed_fsync_while_opening_is_an_error_and_frees_the_lock()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<OutsideException>(() => SegmentedLog.Open(folder.Path, new() { FlushToDisk = file => Flush(file, fails: true) }));
        SegmentedLog.Open(folder.Path).Dispose();
    }

    private static void Flush(Microsoft.Win32.SafeHandles.SafeFileHandle file, bool fails)
    {
        if (fails) throw new IOException("the device fails");
        RandomAccess.FlushToDisk(file);
    }
}
