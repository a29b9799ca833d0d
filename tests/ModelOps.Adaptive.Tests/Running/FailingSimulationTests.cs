using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Running;

public sealed class FailingSimulationTests
{
    [Theory]
    [InlineData(SimulationStatus.Failed, 3, TrialStatus.Failed, true)]
    [InlineData(SimulationStatus.Failed, 2, TrialStatus.Completed, true)]
    [InlineData(SimulationStatus.Timeout, 3, TrialStatus.Timeout, false)]
    [InlineData(SimulationStatus.Timeout, 2, TrialStatus.Completed, false)]
    [InlineData(SimulationStatus.OutOfMemory, 3, TrialStatus.Failed, false)]
    [InlineData(SimulationStatus.Lost, 1, TrialStatus.Completed, false)]
    public async Task Trial_fails_only_below_its_least_replicates(SimulationStatus status, int minReplicates, TrialStatus expected, bool reproducible)
    {
        using var campaign = new Campaign { Model = FirstReplicateEnds(status), Evaluator = ToyStudy.Evaluator(minReplicates), Rules = ToyStudy.Rules(maxTrials: 6) };
        var plain = await campaign.PlainAsync();
        var state = await campaign.RunAsync(HostileBehaviour.Worst(1), HostileBehaviour.Worst(2));
        state.Digest.ShouldBe(plain.Digest);
        state.Trials.ShouldAllBe(trial => trial.Result!.Status == expected && trial.Succeeded == 2);
        state.IsReproducible.ShouldBe(reproducible);
        state.FailedTrials.ShouldBe(expected == TrialStatus.Completed ? 0 : 6);
    }

    [Fact]
    public async Task Study_whose_trials_all_fail_ends_without_a_best()
    {
        using var campaign = new Campaign { Model = task => ToyModel.Ended(task, SimulationStatus.Failed, "always") };
        var state = await campaign.RunAsync(HostileBehaviour.Worst(1));
        (state.Stopped, state.FailedTrials, state.Best).ShouldBe((StopReason.Finished, 18, null));
        var error = state.Trials[3].Replicates[2]!.Error!;
        (error.Type, error.Message, error.Traceback).ShouldBe(("ToyError", "always", "in the toy"));
    }

    [Fact]
    public async Task Values_that_are_no_finite_numbers_count_as_replicates_that_did_not_succeed()
    {
        static SimulationOutcome Model(SimulationTask task) => task.Seed % 4 == 0 ? ToyModel.Completed(task, [1, double.NaN, 3]) : ToyModel.Simulate(task);
        using var strict = new Campaign { Model = Model };
        var state = await strict.RunAsync(HostileBehaviour.Worst(1));
        state.Digest.ShouldBe((await strict.PlainAsync()).Digest);
        state.Trials.ShouldAllBe(trial => trial.Result!.Status == (trial.Seeds.All(seed => seed % 4 != 0) ? TrialStatus.Completed : TrialStatus.Failed));
        state.FailedTrials.ShouldBeInRange(1, 17);
        state.IsReproducible.ShouldBeTrue();
        using var lenient = new Campaign { Model = Model, Evaluator = ToyStudy.Evaluator(minReplicates: 1) };
        state = await lenient.RunAsync(HostileBehaviour.Worst(1));
        state.Trials.ShouldAllBe(trial => trial.Result!.Status == (trial.Seeds.Any(seed => seed % 4 != 0) ? TrialStatus.Completed : TrialStatus.Failed));
    }

    [Fact]
    public async Task Table_that_lacks_an_observed_key_costs_its_replicate_alone()
    {
        static SimulationOutcome Model(SimulationTask task) => task.Seed % 4 == 0 ? ToyModel.Completed(task, [1, 2]) : ToyModel.Simulate(task);
        using var campaign = new Campaign { Model = Model, Evaluator = ToyStudy.Evaluator(minReplicates: 1) };
        var state = await campaign.RunAsync(HostileBehaviour.Worst(1));
        state.Digest.ShouldBe((await campaign.PlainAsync()).Digest);
        var early = state.Trials.SelectMany(trial => trial.Replicates.Where((_, i) => trial.Seeds[i] % 4 == 0)).ToList();
        early.ShouldNotBeEmpty();
        early.ShouldAllBe(replicate => replicate!.Status == SimulationStatus.Failed && replicate.Tables.Count == 0);
        early[0]!.Error!.Message.ShouldBe("Table 'out' has no row for day=2, which observed.csv observes in row 3.");
    }

    [Fact]
    public async Task Megabytes_of_error_are_recorded_as_their_beginning()
    {
        using var campaign = new Campaign { Model = task => ToyModel.Ended(task, SimulationStatus.Failed, new string('x', 17_000_000)), Rules = ToyStudy.Rules(1, 0, 1, 1) };
        var state = await campaign.RunAsync(new HostileBehaviour(0));
        state.Trials[0].Replicates[0]!.Error!.Message.ShouldEndWith("xxx... (17000000 characters in all)");
    }

    [Fact]
    public async Task Missing_table_ends_the_study_and_leaves_it_to_be_resumed()
    {
        using var campaign = new Campaign { Evaluator = ToyStudy.Evaluator(table: "outt") };
        var error = await Should.ThrowAsync<InvalidInputException>(() => campaign.RunAsync(HostileBehaviour.Worst(1)));
        (error.Code, error.Message).ShouldBe(("unknown_table", "The model gives no table 'outt'. Did you mean 'out'?"));
        campaign.Recorded().Stopped.ShouldBeNull();
    }

    [Fact]
    public async Task Engine_that_throws_ends_the_runner_with_its_error()
    {
        using var campaign = new Campaign { Model = task => throw new OutsideException("engine_broke", "It broke.") };
        (await Should.ThrowAsync<OutsideException>(() => campaign.RunAsync(new HostileBehaviour(0)))).Code.ShouldBe("engine_broke");
    }

    private static Func<SimulationTask, SimulationOutcome> FirstReplicateEnds(SimulationStatus status) => task =>
    {
        var first = Contracts.Seeds.Seed.OfReplicate(task.Parameters.Id, 0);
        return task.Seed == first ? ToyModel.Ended(task, status) : ToyModel.Simulate(task);
    };
}
