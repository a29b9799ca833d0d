using System.Runtime.Versioning;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.PushedBundles;

/// <summary>The example with a bundle spec, as its README says.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ExampleTests
{
    [Fact]
    public async Task Commands_of_the_readme_work_in_their_order()
    {
        using var workplace = new Workplace();
        RepositoryTree.Copy(StudyProjects.Example("pushed-bundle"), workplace.Project);
        var commands = File.ReadLines(workplace.At("README.md")).Where(line => line.StartsWith("mops ", StringComparison.Ordinal)).Select(line => line.Split('#')[0].Trim()).ToList();
        commands.Count.ShouldBe(6);
        foreach (var command in commands) (await workplace.MopsAsync(command.Split(' ')[1..])).Expect(0);
        File.Exists(workplace.At("decline.tar")).ShouldBeTrue();
    }

    [Fact]
    public async Task Study_is_the_same_from_the_folder()
    {
        using var workplace = new Workplace();
        RepositoryTree.Copy(StudyProjects.Example("pushed-bundle"), workplace.Project);
        (await workplace.MopsAsync("bundle", "push", "--to", "oci:layout")).Expect(0);
        var pushed = await workplace.RunStudyAsync("adaptive.yaml", "--run", "pushed");
        Directory.Delete(workplace.At("layout"), recursive: true);
        workplace.Write("folder.yaml", File.ReadAllText(workplace.At("adaptive.yaml")).Replace("oci:layout:1.0.0", ".", StringComparison.Ordinal));
        (await workplace.RunStudyAsync("folder.yaml", "--run", "folder")).Text("study_digest").ShouldBe(pushed.Text("study_digest"));
    }
}
