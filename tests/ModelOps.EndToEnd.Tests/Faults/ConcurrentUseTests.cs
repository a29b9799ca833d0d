using System.Globalization;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Faults;

/// <summary>A run and what others do to it meanwhile: a second process, readers, Ctrl-C, a request to cancel.</summary>
public sealed class ConcurrentUseTests
{
    [Fact]
    public async Task Second_process_on_a_run_is_refused_with_the_pid_of_the_first()
    {
        using var workplace = new Workplace();
        var study = workplace.WriteGatedStudy();
        using var first = workplace.StartMops("adaptive", "run", "-f", study, "--json");
        await workplace.AtGateAsync();

        var error = (await workplace.MopsAsync("adaptive", "run", "-f", study, "--resume", "--json")).Error(2);

        error.Text("error_code").ShouldBe("locked");
        error.Text("message").ShouldContain(first.Id.ToString(CultureInfo.InvariantCulture));
        workplace.OpenGate();
        (await first.EndAsync()).Json().Text("status").ShouldBe("max_trials");
    }

    [Fact]
    public async Task Run_is_readable_while_another_process_runs_it()
    {
        using var workplace = new Workplace();
        using var running = workplace.StartMops("adaptive", "run", "-f", workplace.WriteGatedStudy(), "--json");
        await workplace.AtGateAsync();
        var listed = (await workplace.MopsAsync("adaptive", "list", "--json")).Json()[0];
        listed.Text("status").ShouldBe("unfinished");
        var status = (await workplace.MopsAsync("adaptive", "status", listed.Text("run"), "--json")).Json();
        status.Count("trials").ShouldBeInRange(1, 19);
        (await workplace.TrialsOfAsync(listed.Text("run"))).Count(trial => trial.Text("status") == "completed").ShouldBe(status.Count("trials"));
        workplace.OpenGate();
        (await running.EndAsync()).Expect(0);
    }

    [Fact]
    public async Task Interrupted_run_ends_with_130_at_once_and_can_be_resumed()
    {
        using var workplace = new Workplace();
        var study = workplace.WriteGatedStudy();
        using var running = workplace.StartMops("adaptive", "run", "-f", study, "--json");
        await workplace.AtGateAsync();
        var workers = ProcessTable.GroupsBelow(running.Id);

        running.Interrupt();

        (await running.EndAsync()).Error(130).Text("error_code").ShouldBe("interrupted");
        await Eventually.TrueAsync(() => !ProcessTable.Running().Any(process => workers.Contains(process.Group)), "The hanging workers are gone");
        workplace.OpenGate();
        var resumed = await workplace.RunStudyAsync(study, "--resume");
        using var undisturbed = new Workplace();
        undisturbed.OpenGate();
        resumed.Identity().ShouldBe((await undisturbed.RunStudyAsync(undisturbed.WriteGatedStudy())).Identity());
    }

    [Fact]
    public async Task Running_study_is_cancelled_from_another_process()
    {
        using var workplace = new Workplace();
        using var running = workplace.StartMops("adaptive", "run", "-f", workplace.WriteGatedStudy(), "--json");
        await workplace.AtGateAsync();
        var name = (await workplace.MopsAsync("adaptive", "list", "--json")).Json()[0].Text("run");

        (await workplace.MopsAsync("adaptive", "cancel", name, "--json")).Json().GetProperty("cancelled").GetBoolean().ShouldBeFalse("it is asked of the process that runs it");

        var ended = (await running.EndAsync()).Json(1);
        ended.Text("status").ShouldBe("cancelled");
        (await workplace.MopsAsync("adaptive", "status", name, "--json")).Json().GetRawText().ShouldBe(ended.GetRawText());
    }
}
