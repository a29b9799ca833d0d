using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Faults;

/// <summary>A machine that does not give what a run needs: exit status 3, a clear reason, nothing acknowledged lost.</summary>
public sealed class MachineFaultTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    [Trait("Category", "Slow")]
    public async Task Full_disk_stops_the_run_and_resuming_ends_with_the_same_digest(int kilobytes)
    {
        var spec = StudyProjects.Example("influenza-1978", "python.yaml");
        using var undisturbed = new Workplace();
        var expected = await undisturbed.RunStudyAsync(spec);
        using var workplace = new Workplace();
        // .NET maps the code that it generates through a large file in memory, which the limit would refuse as well.
        workplace.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var limited = await workplace.RunAsync(
            "bash", "-c", $"ulimit -f {kilobytes}; exec \"$0\" \"$@\"", Workplace.Mops, "adaptive", "run", "-f", spec, "--json");

        limited.Error(3).Text("message").ShouldContain("could not be written");
        limited.Errors.ShouldContain("Nothing that was acknowledged is lost");
        var stopped = (await workplace.MopsAsync("adaptive", "status", expected.Text("run"), "--json")).Json();
        stopped.Text("status").ShouldBe("unfinished");
        stopped.Count("trials").ShouldBeLessThan(300);
        (await workplace.RunStudyAsync(spec, "--resume")).GetRawText().ShouldBe(expected.GetRawText());
    }

    [Fact]
    public async Task State_folder_that_can_not_be_written_is_named()
    {
        using var workplace = new Workplace();
        var study = workplace.WithModels("good_models.py").WriteStudy(new Study("fine", "good_models:fine"));
        // Not even root may create folders there.
        Directory.Delete(workplace.At(".modelops"));
        File.CreateSymbolicLink(workplace.At(".modelops"), "/proc/self");
        var refused = (await workplace.MopsAsync("adaptive", "run", "-f", study)).Expect(3);
        refused.Errors.ShouldContain(workplace.At(".modelops"));
        refused.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Missing_python_is_said_with_what_to_do()
    {
        using var workplace = new Workplace();
        var study = workplace.WithModels("good_models.py").WriteStudy(new Study("fine", "good_models:fine"));
        workplace.Environment["MODELOPS_PYTHON"] = "/nonexistent/python3";
        var error = (await workplace.MopsAsync("adaptive", "run", "-f", study, "--json")).Error(3);
        error.Text("message").ShouldContain("'/nonexistent/python3'");
        error.Text("remedy").ShouldContain("MODELOPS_PYTHON");
        (await workplace.MopsAsync("adaptive", "list", "--json")).Json().GetArrayLength().ShouldBe(0);
        workplace.Environment["MODELOPS_PYTHON"] = null;
        (await workplace.RunStudyAsync(study)).Text("status").ShouldBe("max_trials", "nothing is in the way of a second attempt");
    }

    [Fact]
    public async Task Missing_python_does_not_matter_to_a_model_in_DotNet()
    {
        using var workplace = new Workplace();
        workplace.Environment["MODELOPS_PYTHON"] = "/nonexistent/python3";
        (await workplace.RunStudyAsync(StudyProjects.Example("influenza-1978", "adaptive.yaml"))).Count("trials").ShouldBe(300);
    }
}
