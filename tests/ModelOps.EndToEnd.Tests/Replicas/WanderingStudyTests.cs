using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.EndToEnd.Tests.Replicas;

/// <summary>A study that begins on a laptop, goes on on a cluster, and ends at home.</summary>
public sealed class WanderingStudyTests(PostgresFixture fixture)
{
    [Fact]
    public async Task Unfinished_study_goes_on_wherever_it_is_copied_to()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        var laptop = study.Workplace;
        var run = await BeginAsync(laptop);
        var begun = (await laptop.MopsAsync("adaptive", "status", run, "--json")).Json();
        begun.Text("status").ShouldBe("unfinished");
        begun.Count("trials").ShouldBeInRange(1, 19);

        (await laptop.MopsAsync("adaptive", "copy", run, "--to", "env", "--json")).Json().GetRawText().ShouldBe(begun.GetRawText());
        var worker = study.Start();
        await study.ToldAsync(begun.Count("trials") + 3);
        worker.Terminate();
        (await worker.EndAsync()).Expect(130);
        var middle = (await laptop.MopsAsync("adaptive", "status", run, "--dsn", "env", "--json")).Json();
        middle.Count("trials").ShouldBeInRange(begun.Count("trials") + 3, 19);

        (await laptop.MopsAsync("adaptive", "copy", run, "--from", "env", "--json")).Json().GetRawText().ShouldBe(middle.GetRawText());
        (await laptop.MopsAsync("adaptive", "run", "-f", SharedStudy.Spec, "--local", "--resume", "--json")).Expect(0).Output.ShouldBe(await SharedStudy.LocalAsync());
        (await laptop.MopsAsync("adaptive", "copy", run, "--to", "env", "--json")).Expect(0).Output.ShouldBe(await SharedStudy.LocalAsync());
        await study.CheckAsync();
    }

    [Fact]
    public async Task Study_that_went_on_in_two_places_is_copied_over_neither()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        var run = await BeginAsync(study.Workplace);
        (await study.Workplace.MopsAsync("adaptive", "copy", run, "--to", "env")).Expect(0);
        (await study.Workplace.MopsAsync("adaptive", "cancel", run, "--dsn", "env")).Expect(0);
        (await study.Workplace.MopsAsync("adaptive", "run", "-f", SharedStudy.Spec, "--local", "--resume")).Expect(0);
        foreach (var direction in (string[])["--to", "--from"])
            (await study.Workplace.MopsAsync("adaptive", "copy", run, direction, "env", "--json")).Error(2).Text("error_code").ShouldBe("run_diverged");
        (await study.Workplace.MopsAsync("adaptive", "status", run, "--json")).Expect(0).Output.ShouldBe(await SharedStudy.LocalAsync());
    }

    // Runs some of the study on this machine and interrupts it.
    private static async Task<string> BeginAsync(Workplace laptop)
    {
        using var running = laptop.StartMops("adaptive", "run", "-f", SharedStudy.Spec, "--local");
        await Eventually.TrueAsync(() => laptop.JournalText().Contains("\"told\"", StringComparison.Ordinal), "A trial has a result");
        running.Interrupt();
        (await running.EndAsync()).Expect(130);
        return (await laptop.MopsAsync("adaptive", "list", "--json")).Json()[0].Text("run");
    }
}
