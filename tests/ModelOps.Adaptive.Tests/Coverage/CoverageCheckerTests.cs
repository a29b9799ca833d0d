using ModelOps.Adaptive.Coverage;
using ModelOps.Adaptive.Coverage.Journals;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Coverage;

public sealed class CoverageCheckerTests : IDisposable
{
    private readonly CheckedStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public async Task Posterior_interval_of_a_stochastic_epidemic_covers_the_truth_as_often_as_it_should()
    {
        var repeats = Cycles.Of(20).Count();
        var check = await _study.CheckAsync(await _study.FitAsync(repeats >= 100 ? CheckedStudy.Sharp : CheckedStudy.Sampled), repeats);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', CoverageText.Sentences(check)));
        // 88 to 99 of 100: binomial, three standard deviations.
        var (least, most) = repeats == 100 ? (88, 99) : (repeats - 1 - (int)Math.Ceiling(repeats * 0.15), repeats);
        foreach (var parameter in check.Parameters)
        {
            parameter.Intervals.ShouldBe(repeats);
            parameter.Covered.ShouldBeInRange(least, most, CoverageText.Sentences(check)[0]);
            parameter.Trust.ShouldBeOneOf(Trust.Sound, Trust.TooWide);
        }
    }

    [Fact]
    public async Task Sample_that_claims_too_much_is_found_out()
    {
        // A model without chance, fitted to data with errors: the distance falls to the errors' size whatever the particles, so they huddle.
        _study.Model = EpidemicModel.Deterministic;
        var algorithm = CheckedStudy.Sampled.Replace("particles: 100, populations: 5", "particles: 20, quantile: 0.1, acceptance: 0.0005", StringComparison.Ordinal);
        var check = await _study.CheckAsync(await _study.FitAsync(algorithm), 12);
        (check.Subject.HasChance, check.Subject.Noise).ShouldBe((false, "normal errors of the size that the best trial leaves"));
        check.Parameters.ShouldContain(parameter => parameter.Trust == Trust.TooNarrow);
        CoverageText.Sentences(check).ShouldContain(sentence => sentence.Contains("the posterior claims more than the data say", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Interrupted_check_goes_on_and_is_the_undisturbed_one()
    {
        var fitted = await _study.FitAsync();
        using var stop = new CancellationTokenSource();
        var told = new List<int>();
        await Should.ThrowAsync<OperationCanceledException>(() => _study.CheckAsync(fitted, 4, progress: new Told(done => Note(done)), cancellationToken: stop.Token));
        CoverageJournal.ReadAll(_study.Checks, fitted.Header.Run, fitted.Digest.ToString()).ShouldHaveSingleItem().Repeats.Count.ShouldBe(2);
        told.Clear();
        var resumed = await _study.CheckAsync(fitted, 4, progress: new Told(told.Add));
        told.ShouldBe([2, 3, 4]);
        using var other = new CheckedStudy();
        var undisturbed = await other.CheckAsync(await other.FitAsync(), 4);
        Text(resumed).ShouldBe(Text(undisturbed));
        (await _study.CheckAsync(fitted, 2)).Repeats.Count.ShouldBe(2);

        void Note(int done)
        {
            told.Add(done);
            if (done == 2) stop.Cancel();
        }
    }

    [Fact]
    public async Task Ranges_of_a_search_are_judged_at_its_answer()
    {
        _study.Model = EpidemicModel.Deterministic;
        var fitted = await _study.FitAsync(CheckedStudy.Searched, "mse");
        var check = await _study.CheckAsync(fitted, 10);
        (check.Subject.Truths, check.Subject.Intervals).ShouldBe((TruthSource.Answer, IntervalKind.LikelihoodRange));
        foreach (var parameter in check.Parameters)
        {
            parameter.Truth.ShouldBe(fitted.Best!.Parameters.Values[parameter.Name].ToDouble(parameter.Name));
            parameter.Estimates!.Contains(parameter.Truth!.Value).ShouldBeTrue();
            parameter.CoveredMiddle.ShouldBeNull();
        }
        check.Repeats.Select(repeat => repeat.Digest).Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public async Task Counts_are_fitted_as_counts()
    {
        _study.Model = EpidemicModel.Deterministic;
        var check = await _study.CheckAsync(await _study.FitAsync(CheckedStudy.Searched, "poisson"), 2);
        check.Subject.Noise.ShouldBe("Poisson counts about it");
        check.Subject.Intervals.ShouldBe(IntervalKind.LikelihoodRange);
    }

    [Fact]
    public async Task Truth_at_which_the_model_fails_is_drawn_again()
    {
        var fitted = await _study.FitAsync();
        _study.Model = task => task.Parameters.Values["beta"].ToDouble("beta") > 0.6
            ? new(task.Id, SimulationStatus.Failed, SimulationOutcome.NoTables, new("ValueError", "no", ""), 1, TimeSpan.Zero)
            : EpidemicModel.Stochastic(task);
        var check = await _study.CheckAsync(fitted, 6);
        check.Redrawn.ShouldBeGreaterThan(0);
        check.Repeats.SelectMany(repeat => repeat.Parameters).Where(found => found.Name == "beta").ShouldAllBe(found => found.Truth <= 0.6);
        CoverageText.Method(check).ShouldContain("gave no data, since the model failed there");
    }

    [Fact]
    public async Task Truths_of_the_answer_are_drawn_from_the_posterior_sample()
    {
        var check = await _study.CheckAsync(await _study.FitAsync(), 5, TruthSource.Answer);
        check.Repeats.SelectMany(repeat => repeat.Parameters).Where(found => found.Name == "beta").ShouldAllBe(found => found.Truth > 0.4 && found.Truth < 1.4);
        CoverageText.Method(check).ShouldContain("drawn from the posterior sample");
    }

    [Theory]
    [InlineData("""{adapter_path: "builtin:random", max_trials: 4, replicates: 1}""", "{kind: {type: categorical, choices: [a, b]}, beta: {type: fixed, value: 0.5}, gamma: {type: fixed, value: 0.5}}", null, "nothing_to_check")]
    [InlineData("""{adapter_path: "builtin:random", max_trials: 4, replicates: 1}""", null, "", "no_observations_to_replace")]
    public async Task Study_that_has_no_interval_is_refused(string algorithm, string? parameters, string? objective, string code)
    {
        var fitted = await _study.FitAsync(algorithm, parameters: parameters, objective: objective);
        (await Should.ThrowAsync<InvalidInputException>(() => _study.CheckAsync(fitted, 1))).Code.ShouldBe(code);
        Directory.Exists(_study.Checks).ShouldBeFalse();
    }

    [Fact]
    public async Task Changed_model_and_lost_observations_are_refused()
    {
        var fitted = await _study.FitAsync();
        _study.Content = "other";
        (await Should.ThrowAsync<ConflictException>(() => _study.CheckAsync(fitted, 1))).Code.ShouldBe("content_changed");
        _study.Content = "content";
        _study.RemoveObserved();
        (await Should.ThrowAsync<InvalidInputException>(() => _study.CheckAsync(fitted, 1))).Code.ShouldBe("observed_not_found");
    }

    private static string Text(CoverageCheck check) => string.Join('\n', check.Repeats.Select(repeat => $"{repeat.Number} {repeat.Truth} {repeat.Digest} {string.Join(' ', repeat.Parameters)}"));

    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
