using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Files;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Telemetry.Files;

public sealed class FileTelemetrySourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dirty_lines_are_counted_and_the_others_used()
    {
        var path = _folder.Write("t.jsonl", "\uFEFF" + Samples.Lines(0, 1, 2) + "\r\n\nbroken\n[1]\n{\"ts\":5}\n" + Samples.Lines(2, 3).TrimEnd('\n'));
        var batch = await Read(path);
        batch.Samples.Select(sample => sample.Loss).ShouldBe([1, 2, 3]);
        (batch.Counts.DroppedInvalidJson, batch.Counts.DroppedInvalidShape, batch.Counts.DroppedMissingFields, batch.Counts.DroppedTotal).ShouldBe((1, 1, 1, 3));
        batch.RowsRead.ShouldBe(8);
        batch.Error.ShouldBeNull();
    }

    [Fact]
    public async Task Line_of_ten_megabytes_is_passed_over()
    {
        var path = _folder.Write("t.jsonl", Samples.Lines(0, 1) + "{\"ts\":1,\"x\":\"" + new string('a', 10 << 20) + "\"}\n" + Samples.Lines(1, 2) + new string('b', 3 << 20));
        var batch = await Read(path);
        batch.Samples.Select(sample => sample.Loss).ShouldBe([1, 2]);
        batch.Counts.DroppedTooLong.ShouldBe(2);
    }

    [Fact]
    public async Task Values_under_a_heading_are_read_with_their_oddities()
    {
        var path = _folder.Write("T.CSV", """
            step_time_ms, ts ,loss,"worker_latencies_ms",comment
            100,1700000000,1,"[1, 2, 3]","a, ""quoted"" cell"
            101,2023-11-14T22:13:21Z,,,

            102,1700000002,nan,,
            1,2,3
            103,1700000003,2,,"never closed
            104,1700000004,3,,"closed"x
            105,1700000005,4,,
            """.Replace("\n", "\r\n", StringComparison.Ordinal));
        var batch = await Read(path);
        batch.Samples.Select(sample => sample.LatencyMs).ShouldBe([100, 101, 105]);
        (batch.Samples[0].Workers, batch.Samples[1].Loss).ShouldBe((new WorkerLatencies(3, 2), null));
        (batch.Counts.DroppedNotFinite, batch.Counts.DroppedInvalidShape, batch.RowsRead).ShouldBe((1, 3, 7));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("a,b\n1,2\n")]
    public async Task File_without_usable_rows_gives_no_sample(string text) => (await Read(_folder.Write("t.csv", text))).Samples.ShouldBeEmpty();

    [Fact]
    public async Task Reading_goes_on_where_it_ended_and_leaves_a_line_that_is_being_written()
    {
        var path = _folder.Write("t.csv", "ts,step_time_ms\n1,10\n2,2");
        var source = new FileTelemetrySource(path, recording: null, TimeProvider.System);
        var first = await source.ReadAsync(TelemetryCursor.Start, TestContext.Current.CancellationToken);
        first.Samples.Select(sample => sample.LatencyMs).ShouldBe([10]);
        await File.AppendAllTextAsync(path, "5\n3,30", TestContext.Current.CancellationToken);
        var second = await source.ReadAsync(first.Cursor, TestContext.Current.CancellationToken);
        second.Samples.Select(sample => sample.LatencyMs).ShouldBe([25]);
        // Nothing was added since: the last line is whole.
        var third = await source.ReadAsync(second.Cursor, TestContext.Current.CancellationToken);
        third.Samples.Select(sample => sample.LatencyMs).ShouldBe([30]);
        (await source.ReadAsync(third.Cursor, TestContext.Current.CancellationToken)).Samples.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whole_object_needs_no_line_end()
    {
        var path = _folder.Write("t.jsonl", Samples.Lines(0, 1, 2).TrimEnd('\n'));
        var batch = await new FileTelemetrySource(path, recording: null, TimeProvider.System).ReadAsync(TelemetryCursor.Start, TestContext.Current.CancellationToken);
        batch.Samples.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_file_under_the_same_name_is_read_from_its_start()
    {
        var path = _folder.Write("t.jsonl", Samples.Lines(0, 1, 2, 3));
        var source = new FileTelemetrySource(path, recording: null, TimeProvider.System);
        var first = await source.ReadAsync(TelemetryCursor.Start, TestContext.Current.CancellationToken);
        _folder.Write("t.jsonl", Samples.Lines(100, 7, 8, 9, 10, 11));
        (await source.ReadAsync(first.Cursor, TestContext.Current.CancellationToken)).Samples.Select(sample => sample.Loss).ShouldBe([7, 8, 9, 10, 11]);
    }

    [Fact]
    public async Task Recording_holds_every_byte_that_was_read()
    {
        var text = Samples.Lines(0, 1) + "broken\r\n\n" + new string('x', 2 << 20) + "\nlast";
        var path = _folder.Write("t.jsonl", text);
        var copy = _folder["made", "copy.jsonl"];
        using (var recording = RawRecording.Begin(copy, append: false))
        {
            await new FileTelemetrySource(path, recording, TimeProvider.System).ReadAsync(null, TestContext.Current.CancellationToken);
            (recording.LinesWritten, recording.Error).ShouldBe((5, null));
        }
        (await File.ReadAllTextAsync(copy, Encoding.UTF8, TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Fact]
    public async Task Recording_that_cannot_be_written_fails_nothing()
    {
        using var recording = RawRecording.Begin(_folder.Path, append: false);
        var batch = await new FileTelemetrySource(_folder.Write("t.jsonl", Samples.Lines(0, 1)), recording, TimeProvider.System).ReadAsync(null, TestContext.Current.CancellationToken);
        batch.Samples.Count.ShouldBe(1);
        (recording.LinesWritten, recording.Error is null).ShouldBe((0, false));
    }

    [Fact]
    public async Task Source_that_is_named_wrongly_is_refused()
    {
        Should.Throw<InvalidInputException>(() => new FileTelemetrySource("/t.parquet", null, TimeProvider.System)).Code.ShouldBe("unknown_telemetry_format");
        (await Should.ThrowAsync<InvalidInputException>(() => Read(_folder["none.jsonl"]))).Code.ShouldBe("telemetry_not_found");
    }

    private static Task<TelemetryBatch> Read(string path) => new FileTelemetrySource(path, recording: null, TimeProvider.System).ReadAsync(null, TestContext.Current.CancellationToken);
}
