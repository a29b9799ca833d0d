using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.MainJob;

/// <summary>A run followed from another process.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Watch_follows_a_run_of_another_process_and_ends_with_it()
    {
        using var workplace = new Workplace();
        var study = workplace.WriteGatedStudy();
        using var running = workplace.StartMops("adaptive", "run", "-f", study, "--json");
        await workplace.AtGateAsync();
        var run = await OnlyRunAsync(workplace);
        using var watching = workplace.StartMops("adaptive", "watch", run, "--json");
        await Eventually.TrueAsync(() => watching.ErrorsSoFar.Contains(" of 20 trials"), "The watcher says how far the run is");
        watching.HasEnded.ShouldBeFalse();
        workplace.OpenGate();
        var ended = (await running.EndAsync()).Json();
        var watched = (await watching.EndAsync()).Json();
        watched.Identity().ShouldBe(ended.Identity());
        watched.Text("status").ShouldBe("max_trials");
    }

    [Fact]
    public async Task Watch_interrupted_ends_with_130_and_the_run_goes_on()
    {
        using var workplace = new Workplace();
        var study = workplace.WriteGatedStudy();
        using var running = workplace.StartMops("adaptive", "run", "-f", study, "--json");
        await workplace.AtGateAsync();
        using var watching = workplace.StartMops("adaptive", "watch", await OnlyRunAsync(workplace));
        await Eventually.TrueAsync(() => watching.ErrorsSoFar.Contains("trials"), "The watcher says how far the run is");
        watching.Interrupt();
        (await watching.EndAsync()).Expect(130);
        running.HasEnded.ShouldBeFalse();
        workplace.OpenGate();
        (await running.EndAsync()).Json().Count("trials").ShouldBe(20);
    }

    [Fact]
    public async Task Watch_of_an_unknown_run_is_not_found()
    {
        using var workplace = new Workplace();
        (await workplace.MopsAsync("adaptive", "watch", "missing-run")).Expect(1).Errors.ShouldContain("missing-run");
    }

    private static async Task<string> OnlyRunAsync(Workplace workplace) =>
        (await workplace.MopsAsync("adaptive", "list", "--json")).Json().EnumerateArray().ShouldHaveSingleItem().Text("run");
}
