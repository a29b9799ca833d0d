using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Contracts.Tests.Simulation;

public sealed class PlatformFingerprintTests
{
    [Fact]
    public void Digest_is_that_of_the_facts_in_any_order()
    {
        var one = Fingerprint(("os", "linux"), ("python", "CPython 3.11.2"));
        var other = Fingerprint(("python", "CPython 3.11.2"), ("os", "linux"));

        one.Digest.ShouldBe(other.Digest);
        one.Digest.ShouldBe(Digest.Of("""{"os":"linux","python":"CPython 3.11.2"}"""u8));
    }

    [Fact]
    public void Differences_are_named_in_order()
    {
        var before = Fingerprint(("os", "linux"), ("python", "CPython 3.11.2"));
        var here = Fingerprint(("os", "linux"), ("python", "CPython 3.12.1"), ("cpu", "avx2"));

        before.DifferencesTo(here).ShouldBe(["cpu: absent, here avx2", "python: CPython 3.11.2, here CPython 3.12.1"]);
    }

    private static PlatformFingerprint Fingerprint(params (string Name, string Value)[] facts) =>
        new(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));
}
