using FsCheck;
using FsCheck.Fluent;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Tests.Protocol;

public sealed class FrameReaderTests
{
    [Fact]
    public void Frames_arrive_whole_however_the_stream_is_cut() =>
        Prop.ForAll<byte[][], PositiveInt>((payloads, cut) =>
        {
            var buffer = new FrameBuffer();
            for (var i = 0; i < payloads.Length; i++) buffer.Append((FrameType)(i % 9 + 1), (uint)i, payloads[i] ?? []);
            var reader = new FrameReader(new CutStream(buffer.Written.ToArray(), cut.Get));
            for (var i = 0; i < payloads.Length; i++)
            {
                reader.Read(out var frame).ShouldBeTrue();
                (frame.Type, frame.Id).ShouldBe(((FrameType)(i % 9 + 1), (uint)i));
                frame.Payload.ToArray().ShouldBe(payloads[i] ?? []);
            }
            reader.Read(out _).ShouldBeFalse();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Long_frame_after_short_ones_arrives_whole()
    {
        var payload = Enumerable.Range(0, 1_000_000).Select(i => (byte)i).ToArray();
        var buffer = new FrameBuffer();
        buffer.Append(FrameType.Result, 1, [1, 2, 3]);
        buffer.Append(FrameType.Result, 2, payload);
        buffer.Append(FrameType.Result, 3, [4]);
        var reader = new FrameReader(new CutStream(buffer.Written.ToArray(), 65_537));
        reader.Read(out _).ShouldBeTrue();
        reader.Read(out var frame).ShouldBeTrue();
        frame.Payload.Span.SequenceEqual(payload).ShouldBeTrue();
        reader.Read(out frame).ShouldBeTrue();
        frame.Payload.ToArray().ShouldBe([4]);
    }

    [Fact]
    public void Stream_that_ends_within_a_frame_has_no_more_frames()
    {
        var buffer = new FrameBuffer();
        buffer.Append(FrameType.Result, 1, new byte[100]);
        new FrameReader(new MemoryStream(buffer.Written[..^1].ToArray())).Read(out _).ShouldBeFalse();
    }

    [Fact]
    public void Claim_beyond_the_longest_payload_is_an_error() =>
        Should.Throw<CorruptDataException>(() => new FrameReader(new MemoryStream([1, 0, 0, 0x40, 6, 0, 0, 0, 0])).Read(out _))
            .Code.ShouldBe("worker_protocol");

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class CutStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }
}
