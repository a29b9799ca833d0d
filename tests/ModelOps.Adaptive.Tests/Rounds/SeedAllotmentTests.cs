using ModelOps.Adaptive.Rounds;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Seeds;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Rounds;

public sealed class SeedAllotmentTests
{
    private static readonly ParameterSet One = new([KeyValuePair.Create("x", ParameterValue.From(1.0))]);
    private static readonly ParameterSet Two = new([KeyValuePair.Create("x", ParameterValue.From(2.0))]);

    [Fact]
    public void Repeated_proposal_goes_on_at_the_next_unused_index_within_and_across_rounds()
    {
        var rules = ToyStudy.Rules(replicates: 2);
        var used = new UsedReplicates();
        var first = SeedAllotment.Allot(rules, used, [One, Two, One]);
        first.Select(proposal => proposal.Seeds).ShouldBe([Seeds(One, 0, 1), Seeds(Two, 0, 1), Seeds(One, 2, 3)]);
        used.Add(new(0, first));
        SeedAllotment.Allot(rules, used, [Two, One]).Select(proposal => proposal.Seeds).ShouldBe([Seeds(Two, 2, 3), Seeds(One, 4, 5)]);
    }

    [Fact]
    public void Common_seeds_are_those_of_the_study_for_every_trial_and_go_on_for_a_repeated_one()
    {
        var rules = ToyStudy.Rules(replicates: 2) with { CommonSeeds = 1978 };
        var proposals = SeedAllotment.Allot(rules, new(), [One, Two, One]);
        proposals[0].Seeds.ShouldBe([Seed.Common(1978, 0), Seed.Common(1978, 1)]);
        proposals[1].Seeds.ShouldBe(proposals[0].Seeds);
        proposals[2].Seeds.ShouldBe([Seed.Common(1978, 2), Seed.Common(1978, 3)]);
    }

    private static ulong[] Seeds(ParameterSet parameters, params long[] indices) =>
        [.. indices.Select(index => Seed.OfReplicate(parameters.Id, index))];
}
