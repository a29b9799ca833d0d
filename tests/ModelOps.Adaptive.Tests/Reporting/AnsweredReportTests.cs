using System.Text.Json.Nodes;
using ModelOps.Adaptive.Coverage;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Reporting;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Reporting;

/// <summary>Reports of studies that answer with more than their luckiest trial.</summary>
public sealed class AnsweredReportTests
{
    [Fact]
    public void Confirmed_answer_is_reported_with_its_interval_and_the_luckiest_trial_is_called_so()
    {
        var source = ReportStudies.Source(Confirmed());
        var findings = StudyFindings.Of(source);
        var page = StudyReport.Write(source, findings);
        findings.Parameters[0].Best.ShouldBe("0.61");
        page.ShouldContain("The answer was repeated on fresh seeds: its loss is 5 on average over 3 trials, with a 90% interval from 2.08 to 7.92 for the mean.");
        page.ShouldContain("The smallest loss observed, 1 in trial 0, was lucky in its seeds and is not the answer.");
        page.ShouldContain("mean of 3 repetitions on fresh seeds");
        page.ShouldNotContain("Best parameters");
        FittedTrials.Of(source.State, []).ShouldSatisfyAllConditions(
            shown => shown.Trials.Select(trial => trial.Number).ShouldBe([21, 22, 23]),
            shown => shown.Name.ShouldBe("the answer, repeated in 3 trials"));
    }

    [Fact]
    public void Posterior_sample_takes_the_place_of_the_best_trials()
    {
        var state = ReportStudies.Of(["a", "b"], 400, point => point[0] + point[1]);
        // The particles lie along a diagonal, and the last of them has half of the weight.
        var near = state.Trials.Where(trial => Math.Abs(Value(trial.Parameters, "a") - Value(trial.Parameters, "b")) < 0.03).ToList();
        var sample = near.Select((trial, i) => new WeightedTrial(trial, i == near.Count - 1 ? 0.5 : 0.5 / (near.Count - 1))).ToList();
        var source = ReportStudies.Source(state) with { Posterior = sample };
        var findings = StudyFindings.Of(source);
        var page = StudyReport.Write(source, findings);
        findings.Parameters.ShouldAllBe(found => found.Median != null && found.Determination == Determination.Flat);
        findings.StrongPairs.ShouldHaveSingleItem().Coefficient.ShouldBeGreaterThan(0.95);
        page.ShouldContain("Posterior median and 95% interval of each parameter");
        page.ShouldContain("<title id=\"posterior-1-title\">Posterior of b</title>");
        page.ShouldContain("is hardly narrower than the prior&#39;s");
        page.ShouldContain("mops adaptive calibrate-check toy-1");
        var draws = FittedTrials.Of(state, sample);
        draws.Trials.Count.ShouldBe(100);
        draws.Trials.Count(trial => trial == near[^1]).ShouldBe(50);
    }

    [Fact]
    public void Weights_and_not_numbers_of_particles_make_the_interval()
    {
        var state = ReportStudies.Of(["a"], 100, point => point[0]);
        var ordered = state.Trials.OrderBy(trial => Value(trial.Parameters, "a")).ToList();
        var sample = ordered.Select((trial, i) => new WeightedTrial(trial, i < 10 ? 0.0999 : 0.001 / 90)).ToList();
        var found = StudyFindings.Of(ReportStudies.Source(state) with { Posterior = sample }).Parameters[0];
        (found.Low, found.Median, found.High).ShouldBe((Text(ordered[0]), Text(ordered[5]), Text(ordered[9])));

        static string Text(Trials.Trial trial) => trial.Parameters.Values["a"].Canonical;
    }

    [Fact]
    public void Constraints_are_written_as_people_write_them()
    {
        var state = ReportStudies.Of(["a", "b"], 30, point => point[0]);
        state.Header.Spec["constraints"] = JsonNode.Parse("""[{"terms": {"a": -1.0, "b": 2.5}, "limit": 3.0}]""");
        var source = ReportStudies.Source(state);
        StudyReport.Write(source, StudyFindings.Of(source)).ShouldContain("Every trial fulfils -a + 2.5 b &lt;= 3.");
    }

    [Fact]
    public void Check_is_reported_in_words_with_a_drawing_of_its_repeats()
    {
        var repeats = Enumerable.Range(0, 20).Select(i => new RepeatedFit(i, "{}", 0, 10, "", [new("a", i / 20.0, 0.5, new(0.1, 0.9), new(0.4, 0.6), 0.5 - (i / 20.0))])).ToList();
        var check = new CoverageCheck(new("toy-1", "sha256:0", TruthSource.Prior, IntervalKind.Posterior, true, ""), repeats);
        var source = ReportStudies.Source(ReportStudies.Of(["a"], 30, point => point[0])) with { Checks = [check] };
        var page = StudyReport.Write(source, StudyFindings.Of(source));
        page.ShouldContain("The 95 % interval of a contained the truth in 17 of 20 repeats, the 50 % interval in 5.");
        page.ShouldContain("<title id=\"coverage-0-0-title\">a in every repeat</title>");
        page.ShouldContain("class=\"missed\"");
        page.ShouldNotContain("NaN", Case.Sensitive);
    }

    // Twenty trials of which the first is lucky, then one parameter set four times: its own first trial does not count.
    private static StudyState Confirmed()
    {
        var header = ReportStudies.Header(new JsonObject { ["a"] = ReportStudies.Float() }, [ReportStudies.MeanSquare()]);
        header.Spec["algorithm"]!["adapter_path"] = "builtin:auto";
        var state = new StudyState(header);
        double[] places = [.. Enumerable.Range(0, 20).Select(i => i / 20.0), 0.61, 0.61, 0.61, 0.61];
        double[] losses = [1, .. Enumerable.Range(1, 19).Select(i => 10.0 + i), 2, 4, 4, 7];
        state.Apply(new StudyEvent.RoundAppended(0, [.. places.Select((place, i) => new Proposal(new([KeyValuePair.Create("a", ParameterValue.From(place))]), [(ulong)i]))]));
        foreach (var (trial, loss) in losses.Index())
        {
            state.Apply(new StudyEvent.ReplicateRecorded(new(trial, 0, SimulationStatus.Completed, new Dictionary<string, Digest>(), null)));
            state.Apply(new StudyEvent.TrialTold(trial, TrialStatus.Completed, loss));
        }
        state.Apply(new StudyEvent.Stopped(StopReason.MaxTrials, state.Digest));
        return state;
    }

    private static double Value(ParameterSet set, string name) => set.Values[name].ToDouble(name);
}
