using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Lz4;

namespace ModelOps.Tables.Tests.Lz4;

public sealed class Lz4FrameTests
{
    private static readonly byte[] Content =
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"day {i % 50};")));

    [Theory]
    [InlineData("linked-blocks.lz4")]
    [InlineData("linked-block-checksums.lz4")]
    [InlineData("independent-blocks.lz4")]
    public void Frame_of_the_lz4_tool_decodes(string name) => Decode(Samples.Read(name), Content.Length).ShouldBe(Content);

    [Fact]
    public void Uncompressed_block_decodes() =>
        Decode(Convert.FromBase64String("BCJNGGRApw0AAIBkYXkgMSBjYXNlcyAzAAAAABk6KsI="), 13).ShouldBe("day 1 cases 3"u8.ToArray());

    [Theory]
    [InlineData("linked-blocks.lz4", 4)] // flags, under the header checksum
    [InlineData("linked-blocks.lz4", 500)]
    [InlineData("linked-block-checksums.lz4", 500)]
    [InlineData("independent-blocks.lz4", -1)] // the content checksum itself
    public void Flipped_bit_is_found(string name, int at)
    {
        var frame = Samples.Read(name);
        frame[at < 0 ? frame.Length + at : at] ^= 1;
        Should.Throw<InvalidInputException>(() => Decode(frame, Content.Length)).Code.ShouldBe("invalid_table");
    }

    [Theory]
    [InlineData("linked-blocks.lz4")]
    [InlineData("independent-blocks.lz4")]
    public void Every_cut_is_found(string name)
    {
        var frame = Samples.Read(name);
        for (var length = 0; length < frame.Length; length++)
            Should.Throw<InvalidInputException>(() => Decode(frame[..length], Content.Length)).Code.ShouldBe("invalid_table");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Other_size_than_declared_is_found(int difference) =>
        Should.Throw<InvalidInputException>(() => Decode(Samples.Read("independent-blocks.lz4"), Content.Length + difference));

    [Theory]
    [InlineData(new byte[] { 0x10, 65, 0, 0 })] // distance 0
    [InlineData(new byte[] { 0x10, 65, 2, 0 })] // before the first byte
    [InlineData(new byte[] { 0x1F, 65, 1, 0, 255, 255 })] // length without an end
    [InlineData(new byte[] { 0xF0, 255, 255, 0, 65 })] // literals beyond the input
    public void Malformed_block_is_an_error(byte[] block) =>
        Should.Throw<InvalidInputException>(() => Lz4Block.Decode(block, new byte[64], 0, 0)).Code.ShouldBe("invalid_table");

    [Fact]
    public void Match_that_runs_into_itself_repeats()
    {
        var output = new byte[12];
        Lz4Block.Decode([0x26, 1, 2, 2, 0, 0x00], output, 0, 0).ShouldBe(12);
        output.ShouldBe([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
    }

    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void Checksum_of_known_texts_is_xxh32(string text, uint expected) =>
        XxHash32.Of(Encoding.ASCII.GetBytes(text)).ShouldBe(expected);

    private static byte[] Decode(byte[] frame, int size)
    {
        var output = new byte[size];
        Lz4Frame.Decode(frame, output);
        return output;
    }
}
