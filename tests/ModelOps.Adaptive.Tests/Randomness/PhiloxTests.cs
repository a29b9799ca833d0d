using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Tests.Randomness;

public sealed class PhiloxTests
{
    // The known answers that the method's authors publish with Random123 (file kat_vectors, philox4x32 with 10 rounds).
    [Fact]
    public void Block_of_known_counters_and_keys_is_the_authors()
    {
        Philox.Block((0, 0, 0, 0), (0, 0)).ShouldBe((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u));
        Philox.Block((~0u, ~0u, ~0u, ~0u), (~0u, ~0u)).ShouldBe((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu));
        Philox.Block((0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), (0xa4093822, 0x299f31d0))
            .ShouldBe((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u));
    }
}
