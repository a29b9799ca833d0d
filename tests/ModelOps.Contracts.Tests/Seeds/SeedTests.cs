using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Seeds;

namespace ModelOps.Contracts.Tests.Seeds;

public sealed class SeedTests
{
    // The first rows of the predecessor's acceptance run.
    [Theory]
    [InlineData("0.0", "0.0", "e1ef77e1057b44e199ccbd612daef00a315509148028bc8bf80baa7f606c5635", 1570204829329366874, 1225469619057357645, 10722492711237066461)]
    [InlineData("1.0", "1.0", "368f9656d9da252d0aa570d87d8cb5a4ed9421c2f1b920d79e7690daf556505d", 9278870242447549864, 11673348303395265960, 221521594564109071)]
    [InlineData("2.0", "2.0", "65311d06986fb8d1b8ea4d2e8359f1d838757f7638c812b1d9b9de762c59e499", 3855158703712328065, 5558549473952190813, 9155235693437892523)]
    [InlineData("3.0", "3.0", "6110a252a583ce7f13724e7bad4084ad5ab9f1cb04f520cf7bccb22e53ab66c8", 11336504337733773436, 7571446137454633329, 12358765793233798585)]
    [InlineData("4.0", "0.0", "520222e67b91c276ec7aedcc9d3ad4aab7db1bbf4c1bc35f846926e86ee8f86b", 2138089620263812450, 18112813565369637664, 528505610415741349)]
    [InlineData("5.0", "1.0", "fba663d0332b0a0af38f04f00379c13fc428a71427ec8c7105c1e373be139866", 18189759604067550746, 10303883912205857728, 16940882737994279278)]
    public void Seeds_of_the_acceptance_run_are_the_predecessors(string x, string y, string id, ulong first, ulong second, ulong third)
    {
        var parameters = ParameterSet.Parse($$"""{"x":{{x}},"y":{{y}}}""", "test");

        parameters.Id.ShouldBe(id);
        Enumerable.Range(0, 3).Select(replicate => Seed.OfReplicate(id, replicate)).ShouldBe([first, second, third]);
    }

    [Fact]
    public void Seeds_of_the_whole_acceptance_run_are_distinct_and_in_its_range()
    {
        var seeds = (from trial in Enumerable.Range(0, 20)
                     let parameters = ParameterSet.Parse($$"""{"x":{{trial}}.0,"y":{{trial % 4}}.0}""", "test")
                     from replicate in Enumerable.Range(0, 3)
                     select Seed.OfReplicate(parameters.Id, replicate)).ToList();

        seeds.Distinct().Count().ShouldBe(60);
        (seeds.Min(), seeds.Max()).ShouldBe((221521594564109071UL, 18189759604067550746UL));
    }

    [Fact]
    public void Common_seeds_depend_on_study_and_replicate_alone()
    {
        Seed.Common(1978, 0).ShouldBe(Seed.Common(1978, 0));
        Seed.Common(1978, 0).ShouldNotBe(Seed.Common(1978, 1));
        Seed.Common(1978, 0).ShouldNotBe(Seed.Common(1979, 0));
    }

    [Fact]
    public void Negative_replicate_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => Seed.OfReplicate("x", -1));
}
