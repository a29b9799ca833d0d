using FsCheck;
using FsCheck.Fluent;
using ModelOps.Execution.Tasks;

namespace ModelOps.Execution.Tests.Tasks;

public sealed class IdentitySetTests
{
    [Fact]
    public void Identity_is_new_once() => Prop.ForAll<(ulong High, byte Low)[]>(static draws =>
    {
        var (set, expected) = (new IdentitySet(), new HashSet<UInt128>());
        // Zero and one are the same to it.
        return draws.All(draw => Agree(set, expected, new UInt128(draw.High, draw.Low + 2ul)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hundred_thousand_are_each_new_once()
    {
        var set = new IdentitySet();
        var identities = Enumerable.Range(1, 100_000).Select(n => new UInt128((ulong)n * 0x9E3779B97F4A7C15, (ulong)n)).ToList();
        identities.Count(set.Add).ShouldBe(100_000);
        identities.Count(set.Add).ShouldBe(0);
        set.Add(UInt128.Zero).ShouldBeTrue();
        set.Add(UInt128.Zero).ShouldBeFalse();
    }

    private static bool Agree(IdentitySet set, HashSet<UInt128> expected, UInt128 identity) => set.Add(identity) == expected.Add(identity);
}
