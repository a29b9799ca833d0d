using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Logs;
using ModelOps.Testing.Folders;

namespace ModelOps.Durability.Tests.Logs;

public sealed class DamagedLogTests
{
    private const int HeaderBytes = 24;

    private static readonly string[] Records = ["first", "", "the third record is longer", "fourth"];

    [Fact]
    public async Task Torn_end_is_cut_at_every_byte_of_the_last_record_and_reported()
    {
        using var folder = new TemporaryFolder();
        var whole = await WriteAsync(folder.Path, 1 << 20, Records);
        var kept = whole.Length - 8 - Records[^1].Length;
        for (var length = kept; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(LastSegment(folder.Path), whole[..length]);
            Texts(SegmentedLog.ReadAll(folder.Path)).ShouldBe(Records[..^1]);
            new FileInfo(LastSegment(folder.Path)).Length.ShouldBe(length);
            using (var log = SegmentedLog.Open(folder.Path))
            {
                log.Recovery.ShouldBe(length == kept ? null : new LogRecovery(LastSegment(folder.Path), kept, length - kept));
                log.Append("again"u8).ShouldBe(3);
                await log.FlushAsync(CancellationToken.None);
            }
            Texts(SegmentedLog.ReadAll(folder.Path)).ShouldBe([.. Records[..^1], "again"]);
        }
    }

    [Fact]
    public async Task Torn_header_of_a_new_segment_is_replaced_and_reported()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Path, 1, Records);
        var next = SegmentFile.PathOf(folder.Path, Records.Length);
        var header = SegmentFile.Header(Records.Length);
        for (var length = 0; length < HeaderBytes; length++)
        {
            await File.WriteAllBytesAsync(next, header[..length]);
            LogSnapshot.Open(folder.Path).Tear.ShouldBe(new LogRecovery(next, 0, length));
            using var log = SegmentedLog.Open(folder.Path, new() { SegmentBytes = 1 });
            log.Recovery.ShouldBe(new LogRecovery(next, 0, length));
            Texts(log.Read()).ShouldBe(Records);
            File.Exists(next).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 20)]
    public async Task Flipped_byte_anywhere_is_damage_or_a_reported_torn_end(int segmentBytes)
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Path, segmentBytes, Records);
        foreach (var path in Directory.GetFiles(folder.Path, "*.log"))
        {
            var whole = await File.ReadAllBytesAsync(path);
            for (var at = 0; at < whole.Length; at++)
            {
                foreach (var flip in new byte[] { 0x01, 0x80, 0xff })
                {
                    byte[] flipped = [.. whole];
                    flipped[at] ^= flip;
                    await File.WriteAllBytesAsync(path, flipped);
                    var lastStart = path == LastSegment(folder.Path) ? whole.Length - 8 - Records[^1].Length : int.MaxValue;
                    CheckFlip(folder.Path, path, at, lastStart);
                }
            }
            await File.WriteAllBytesAsync(path, whole);
        }
    }

    [Fact]
    public async Task Missing_segments_are_damage()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Path, 1, Records);
        var second = SegmentFile.PathOf(folder.Path, 1);
        File.Move(second, folder["aside"]);
        var error = Damage(folder.Path);
        error.Message.ShouldContain(SegmentFile.PathOf(folder.Path, 2));
        error.Message.ShouldContain("record 1 is missing");
        File.Move(folder["aside"], second);
        File.Delete(SegmentFile.PathOf(folder.Path, 0));
        Damage(folder.Path).Message.ShouldContain("record 0 is missing");
    }

    [Fact]
    public async Task Segments_that_were_exchanged_are_damage()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Path, 1, Records);
        File.Copy(SegmentFile.PathOf(folder.Path, 1), SegmentFile.PathOf(folder.Path, 2), overwrite: true);
        Damage(folder.Path).Message.ShouldContain("damaged at byte 0");
    }

    [Fact]
    public async Task Bytes_beyond_any_possible_torn_write_are_damage()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Path, 1 << 20, Records);
        await using (var file = File.OpenWrite(LastSegment(folder.Path))) file.SetLength(30 << 20);
        Damage(folder.Path);
    }

    [Fact]
    public async Task Long_torn_record_of_misleading_bytes_is_recovered()
    {
        using var folder = new TemporaryFolder();
        // Every fourth byte begins what could be the length of a long frame.
        var payload = new byte[2_000_000];
        for (var i = 0; i < payload.Length; i += 4) payload[i + 2] = 0x0f;
        var whole = await WriteAsync(folder.Path, 1 << 20, ["kept", Encoding.Latin1.GetString(payload)]);
        await File.WriteAllBytesAsync(LastSegment(folder.Path), whole[..^1]);
        LogSnapshot.Open(folder.Path).Tear!.Offset.ShouldBe(HeaderBytes + 8 + 4);
    }

    [Fact]
    public void Log_cut_anywhere_keeps_every_record_before_the_cut() => Prop.ForAll<NonNull<byte[]>[], PositiveInt>((payloads, cut) =>
    {
        using var folder = new TemporaryFolder();
        var records = payloads.Select(payload => Encoding.Latin1.GetString(payload.Get)).ToArray();
        var whole = WriteAsync(folder.Path, 1 << 20, records).GetAwaiter().GetResult();
        var length = HeaderBytes + (cut.Get * 7919 % (whole.Length - HeaderBytes + 1));
        File.WriteAllBytes(LastSegment(folder.Path), whole[..length]);
        var (expected, end) = (0, HeaderBytes);
        while (expected < records.Length && end + 8 + records[expected].Length <= length) end += 8 + records[expected++].Length;
        using var log = SegmentedLog.Open(folder.Path);
        Texts(log.Read()).ShouldBe(records[..expected]);
        (log.Recovery?.DroppedBytes ?? 0).ShouldBe(length - end);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Record_that_changes_after_opening_is_not_handed_out()
    {
        using var folder = new TemporaryFolder();
        var whole = await WriteAsync(folder.Path, 1 << 20, Records);
        using var log = SegmentedLog.Open(folder.Path);
        whole[HeaderBytes + 8] ^= 1;
        await using (var file = new FileStream(LastSegment(folder.Path), FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) await file.WriteAsync(whole);
        Should.Throw<CorruptDataException>(() => log.Read().ToList()).Code.ShouldBe("corrupt_log");
        Should.Throw<CorruptDataException>(() => log.ReadOne(0)).Message.ShouldContain($"damaged at byte {HeaderBytes}");
        log.ReadOne(1).Length.ShouldBe(0);
    }

    private static void CheckFlip(string directory, string path, int at, int lastStart)
    {
        if (at >= lastStart || path == LastSegment(directory) && new FileInfo(path).Length == HeaderBytes)
        {
            var snapshot = LogSnapshot.Open(directory);
            Texts(snapshot.Read()).ShouldBe(Records[..^1]);
            snapshot.Tear.ShouldNotBeNull().File.ShouldBe(path);
            return;
        }
        var error = Damage(directory);
        error.Message.ShouldContain(path);
    }

    private static CorruptDataException Damage(string directory)
    {
        Should.Throw<CorruptDataException>(() => LogSnapshot.Open(directory)).Code.ShouldBe("corrupt_log");
        var error = Should.Throw<CorruptDataException>(() => SegmentedLog.Open(directory));
        error.Code.ShouldBe("corrupt_log");
        return error;
    }

    // Gives the bytes of the last segment.
    private static async Task<byte[]> WriteAsync(string directory, int segmentBytes, string[] records)
    {
        using (var log = SegmentedLog.Open(directory, new() { SegmentBytes = segmentBytes }))
        {
            foreach (var record in records)
            {
                log.Append(Encoding.Latin1.GetBytes(record));
                if (segmentBytes == 1) await log.FlushAsync(CancellationToken.None);
            }
            await log.FlushAsync(CancellationToken.None);
        }
        return await File.ReadAllBytesAsync(LastSegment(directory));
    }

    private static string LastSegment(string directory) => Directory.GetFiles(directory, "*.log").Order(StringComparer.Ordinal).Last();

    private static IEnumerable<string> Texts(IEnumerable<LogRecord> records) =>
        records.Select(record => Encoding.Latin1.GetString(record.Payload.Span));
}
