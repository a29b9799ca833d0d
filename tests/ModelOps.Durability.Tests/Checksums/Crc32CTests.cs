using FsCheck;
using FsCheck.Fluent;
using ModelOps.Durability.Checksums;
using ModelOps.Testing.Processes;

namespace ModelOps.Durability.Tests.Checksums;

public sealed class Crc32CTests
{
    // RFC 3720, B.4, and the check value of the catalogue of parametrised CRC algorithms.
    [Theory]
    [InlineData("313233343536373839", 0xe3069283)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8a9136aa)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 0x62a8ab43)]
    [InlineData("", 0u)]
    public void Checksum_of_published_bytes_is_the_published_one(string hex, uint expected) =>
        Crc32C.Of(Convert.FromHexString(hex), []).ShouldBe(expected);

    [Fact]
    public async Task Checksum_without_the_processors_instruction_is_the_same()
    {
        using var child = TestProcess.StartWith(new Dictionary<string, string> { ["DOTNET_EnableHWIntrinsic"] = "0" }, "checksum", "123456789");
        (await child.ReadLineAsync()).ShouldBe("e3069283");
    }

    [Fact]
    public void Checksum_of_any_bytes_in_two_parts_is_the_bitwise_one() => Prop.ForAll<byte[], byte[]>(
        (first, second) => Crc32C.Of(first, second) == Bitwise([.. first, .. second])).QuickCheckThrowOnFailure();

    [Fact]
    public void Shifted_remainder_is_that_of_zero_bytes() => Prop.ForAll<uint, byte>(
        (remainder, zeros) => Crc32C.Shift(remainder, zeros) == Crc32C.Update(remainder, new byte[zeros])).QuickCheckThrowOnFailure();

    [Fact]
    public void Remainder_shifted_far_is_that_of_many_zero_bytes() =>
        Crc32C.Shift(0x12345678, 5_000_003).ShouldBe(Crc32C.Update(0x12345678, new byte[5_000_003]));

    private static uint Bitwise(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }
        return ~crc;
    }
}
