using System.Buffers.Binary;
using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Dask;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Tests.Dask;

public sealed class BatchAnswerTests
{
    [Fact]
    public void Answer_says_how_the_batch_ended_and_has_its_frames_in_order()
    {
        var frames = new FrameBuffer();
        frames.Append(FrameType.Result, 1, "one"u8);
        frames.Append(FrameType.Error, 2, "two"u8);
        var answer = BatchAnswer.Read(Payload(1, 2, """{"cause":"died","status":3,"errors":"oh","host":"h","pid":7}""", frames.Written.ToArray()));
        answer.End.ShouldBe(BatchEnd.ChildLost);
        answer.Duration.ShouldBe(TimeSpan.FromMilliseconds(5));
        answer.Detail.ToLoss(null).Reason.ShouldBe("the worker ended with exit status 3");
        var at = 0;
        Encoding.UTF8.GetString(answer.Next(ref at).Payload.Span).ShouldBe("one");
        var second = answer.Next(ref at);
        (second.Type, second.Id).ShouldBe((FrameType.Error, 2u));
        Should.Throw<CorruptDataException>(() => answer.Next(ref at));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    // How it ended is unknown.
    [InlineData("09000000000000000000000000020000007B7D")]
    // The text is longer than the payload.
    [InlineData("00000000000000000000000000030000007B7D")]
    [InlineData("00000000000000000000000000FFFFFFFF7B7D")]
    // More answers than bytes.
    [InlineData("000000000000000000FFFFFFFF020000007B7D")]
    // The text is no JSON.
    [InlineData("00000000000000000000000000020000007878")]
    public void Garbage_is_an_error(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Should.Throw<CorruptDataException>(() => BatchAnswer.Read(bytes)).Code.ShouldBe("worker_protocol");
    }

    [Fact]
    public void Answer_that_is_cut_off_is_an_error()
    {
        var frames = new FrameBuffer();
        frames.Append(FrameType.Result, 1, "one"u8);
        var answer = BatchAnswer.Read(Payload(0, 1, "{}", frames.Written[..^1].ToArray()));
        var at = 0;
        Should.Throw<CorruptDataException>(() => answer.Next(ref at)).Message.ShouldContain("cut off");
    }

    private static byte[] Payload(byte end, uint answered, string detail, byte[] frames)
    {
        var header = new byte[17];
        header[0] = end;
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(1), 5_000_000);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(9), answered);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(13), (uint)Encoding.UTF8.GetByteCount(detail));
        return [.. header, .. Encoding.UTF8.GetBytes(detail), .. frames];
    }
}
