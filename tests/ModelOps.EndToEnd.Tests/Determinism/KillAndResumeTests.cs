using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Studies;

namespace ModelOps.EndToEnd.Tests.Determinism;

/// <summary>The promise itself: killed at any moments and resumed, a study has the trials and the digest of an undisturbed one.</summary>
public sealed class KillAndResumeTests
{
    private const int KillsACycle = 3;

    [Theory]
    [InlineData("stochastic.yaml")]
    [InlineData("adaptive.yaml")]
    [Trait("Category", "Slow")]
    public async Task Killed_and_resumed_study_is_the_undisturbed_one(string spec)
    {
        var file = StudyProjects.Example("influenza-1978", spec);
        using var undisturbed = new Workplace();
        var expected = await undisturbed.RunStudyAsync(file);
        var trials = await undisturbed.TrialsTextAsync(expected.Text("run"));
        for (var cycle = 0; cycle < Cycles.Count(4); cycle++)
        {
            using var workplace = new Workplace();
            var moments = new List<long>();
            for (var kill = 0; kill < KillsACycle; kill++)
            {
                moments.Add(Journals.AnyMoment(undisturbed.JournalBytes()));
                await RunAndKillAsync(workplace, file, moments[^1], alone: (cycle + kill) % 2 == 0);
            }
            var run = await workplace.RunStudyAsync(file, "--resume");
            var when = $"killed when the journal had {string.Join(", ", moments)} bytes";
            run.GetRawText().ShouldBe(expected.GetRawText(), when);
            (await workplace.TrialsTextAsync(run.Text("run"))).ShouldBe(trials, when);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Workers_die_with_mops_and_the_run_goes_on(bool alone)
    {
        using var workplace = new Workplace();
        var study = workplace.WriteGatedStudy();
        using (var running = workplace.StartMops("adaptive", "run", "-f", study, "--workers", "2"))
        {
            await workplace.AtGateAsync();
            var workers = ProcessTable.GroupsBelow(running.Id);
            workers.Except([running.Id]).ShouldNotBeEmpty("each worker leads a group of its own");
            if (alone) running.KillAlone();
            else running.KillAll();
            await running.KilledAsync();
            await GoneAsync(workers);
        }
        workplace.OpenGate();
        (await workplace.RunStudyAsync(study, "--resume")).Text("status").ShouldBe("max_trials");
    }

    private static async Task RunAndKillAsync(Workplace workplace, string file, long moment, bool alone)
    {
        using var running = workplace.StartMops("adaptive", "run", "-f", file, "--resume");
        await Eventually.TrueAsync(() => running.HasEnded || workplace.JournalBytes() >= moment, $"The journal has {moment} bytes");
        var workers = ProcessTable.GroupsBelow(running.Id);
        if (alone) running.KillAlone();
        else running.KillAll();
        await running.EndAsync();
        await GoneAsync(workers);
    }

    private static Task GoneAsync(IReadOnlySet<int> groups) => Eventually.TrueAsync(
        () => !ProcessTable.Running().Any(process => groups.Contains(process.Group)), "All workers are gone");
}
