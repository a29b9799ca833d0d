using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.EndToEnd.Tests.Adapters;

/// <summary>Optuna's samplers as algorithms.</summary>
public sealed class OptunaTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData("TPESampler", "{multivariate: true}")]
    [InlineData("RandomSampler", "{}")]
    [InlineData("NSGAIISampler", "{}")]
    [InlineData("CmaEsSampler", "{}")]
    public async Task Sampler_gives_one_study_whoever_runs_it_and_however_often_it_is_begun(string sampler, string options)
    {
        using var workplace = Create();
        var study = WriteStudy(workplace, sampler, options);
        var expected = await workplace.RunStudyAsync(study, "--workers", "1");
        expected.Count("trials").ShouldBe(24);
        (await workplace.RunStudyAsync(study, "--run", "again", "--workers", "2", "--no-cache")).Text("study_digest").ShouldBe(expected.Text("study_digest"));
    }

    [Fact]
    public async Task Sampler_is_replayed_after_kill_9()
    {
        using var undisturbed = Create();
        var expected = await undisturbed.RunStudyAsync(WriteStudy(undisturbed, "TPESampler", "{}", "logged"));
        using var workplace = Create();
        var study = WriteStudy(workplace, "TPESampler", "{}", "logged");
        using (var running = workplace.StartMops("adaptive", "run", "-f", study))
        {
            await Eventually.TrueAsync(() => running.HasEnded || workplace.Simulated().Count >= 16, "16 simulations have begun");
            running.KillAll();
            await running.EndAsync();
        }
        (await workplace.RunStudyAsync(study, "--resume")).Text("study_digest").ShouldBe(expected.Text("study_digest"));
    }

    [Theory]
    [InlineData("TPESamplre", "{}", 2, "Did you mean 'TPESampler'?")]
    [InlineData("GridSampler", "{}", 2, "has no sampler 'GridSampler' for a spec")]
    [InlineData("TPESampler", "{gama: 1}", 2, "gama")]
    public async Task What_the_installed_version_lacks_is_said(string sampler, string options, int status, string reason)
    {
        using var workplace = Create();
        (await workplace.MopsAsync("adaptive", "run", "-f", WriteStudy(workplace, sampler, options))).Expect(status).Errors.ShouldContain(reason);
    }

    [Fact]
    public async Task Interpreter_without_optuna_is_an_outside_fault_that_says_what_to_install()
    {
        using var workplace = Create();
        // Hides the installed one from this interpreter.
        workplace.Write("optuna.py", "raise ImportError('hidden by the test')\n");
        var failed = (await workplace.MopsAsync("adaptive", "run", "-f", WriteStudy(workplace, "TPESampler", "{}"))).Expect(3);
        failed.Errors.ShouldContain("has no Optuna");
        failed.Errors.ShouldContain("python3-optuna");
    }

    private static string WriteStudy(Workplace workplace, string sampler, string options, string model = "fine") => workplace
        .WithModels("good_models.py")
        .WriteStudy(new Study("sampled", $"good_models:{model}")
        {
            Adapter = $"optuna:{sampler}",
            Options = options,
            Parameters = "{x: {type: float, min: 0.0, max: 1.0}, n: {type: int, min: 1, max: 9}, kind: {type: categorical, choices: [a, b]}}",
            MaxTrials = 24,
        });

    private static Workplace Create()
    {
        Prerequisite.Require(File.Exists("/usr/lib/python3/dist-packages/optuna/__init__.py"), "Debian's python3-optuna", "apt-get install python3-optuna");
        var workplace = new Workplace();
        workplace.Environment["MODELOPS_PYTHON"] = Python;
        workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");
        return workplace;
    }
}
