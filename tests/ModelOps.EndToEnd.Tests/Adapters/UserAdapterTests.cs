using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Adapters;

/// <summary>A user's own algorithm, rebuilt by replay when a run is resumed.</summary>
public sealed class UserAdapterTests
{
    private const string Adaptive = "adapters:Halving";

    [Fact]
    public async Task Adapter_that_learns_is_replayed_to_the_same_study()
    {
        using var undisturbed = new Workplace();
        WithLog(undisturbed);
        var expected = await undisturbed.RunStudyAsync(WriteStudy(undisturbed, Adaptive, "logged"));
        expected.Count("trials").ShouldBe(20);
        using var workplace = new Workplace();
        WithLog(workplace);
        var study = WriteStudy(workplace, Adaptive, "logged");
        using (var running = workplace.StartMops("adaptive", "run", "-f", study))
        {
            await Eventually.TrueAsync(() => running.HasEnded || workplace.Simulated().Count >= 9, "9 simulations have begun");
            running.KillAll();
            await running.EndAsync();
        }
        (await workplace.RunStudyAsync(study, "--resume")).GetRawText().ShouldBe(expected.GetRawText());
    }

    [Fact]
    public async Task Adapter_that_is_not_deterministic_is_stopped_on_resume()
    {
        using var workplace = new Workplace();
        workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");
        workplace.Environment["MOPS_TEST_GATE"] = workplace.Outside("gate");
        var study = WriteStudy(workplace, "adapters:ByProcess", "gated");
        using (var running = workplace.StartMops("adaptive", "run", "-f", study))
        {
            await workplace.AtGateAsync();
            running.KillAll();
            await running.KilledAsync();
        }
        workplace.OpenGate();
        var before = workplace.Simulated().Count;
        (await workplace.MopsAsync("adaptive", "run", "-f", study, "--resume")).Expect(2).Errors.ShouldContain("adapter is not deterministic at trial 0");
        workplace.Simulated().Count.ShouldBe(before, "nothing is simulated for an adapter that is not to be trusted");
    }

    [Theory]
    [InlineData("adapters:Raises", 1, "the surrogate has no inverse")]
    [InlineData("adapters:AsksNothing", 2, "proposed nothing for round 0")]
    [InlineData("adapters:Halvink", 2, "adapters:Halving")]
    [InlineData("adapter:Halving", 2, "adapter:Halving")]
    public async Task Bad_adapter_ends_the_run_with_its_reason(string adapter, int status, string reason)
    {
        using var workplace = new Workplace();
        (await workplace.MopsAsync("adaptive", "run", "-f", WriteStudy(workplace, adapter, "fine"))).Expect(status).Errors.ShouldContain(reason);
    }

    private static string WriteStudy(Workplace workplace, string adapter, string model) => workplace
        .WithModels("good_models.py")
        .WithModels("adapters.py")
        .WriteStudy(new Study("adapted", $"good_models:{model}") { Adapter = adapter, Parameters = null, MaxTrials = null });

    private static void WithLog(Workplace workplace) => workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");
}
