using ModelOps.Bundles.Tests.Workflow.Tracking;
using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Workflow;

public sealed class ProjectTrackingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BundleProject _project;

    public ProjectTrackingTests()
    {
        _project = Projects.Start(_folder);
        foreach (var path in new[] { "models/sir.py", "models/deep/seir.py", "data/a.csv", "data/b.csv", "build/x", "models/__pycache__/sir.pyc", "bin/Model.dll" }) _folder.Write(path, path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_is_taken_with_everything_that_is_not_ignored()
    {
        _project.Add("models").Added.ShouldBe(["models/deep/seir.py", "models/sir.py"]);
        _project.Add(".").Added.ShouldBe([".gitignore", ".modelopsignore", "data/a.csv", "data/b.csv"]);
        _project.Add(".").Added.ShouldBeEmpty();
    }

    [Fact]
    public void Pattern_that_the_shell_left_alone_is_expanded() => _project.Add("data/*.csv").Added.ShouldBe(["data/a.csv", "data/b.csv"]);

    [Fact]
    public void Paths_start_from_the_working_directory_and_may_be_absolute()
    {
        var tracking = new ProjectTracking(_project, _folder["models"]);
        tracking.Add(["../data/a.csv", "sir.py", _folder["data/b.csv"]], force: false, CancellationToken.None).Added.ShouldBe(["data/a.csv", "data/b.csv", "models/sir.py"]);
    }

    [Theory]
    [InlineData("build/x")]
    [InlineData("bin/Model.dll")]
    public void Ignored_file_is_told_and_only_added_by_force(string path)
    {
        var result = _project.Add(path, "models/sir.py");
        result.Added.ShouldBe(["models/sir.py"]);
        result.Ignored.ShouldBe([path]);

        new ProjectTracking(_project, _project.Root).Add([path], force: true, CancellationToken.None).Added.ShouldBe([path]);
        TrackedFiles.Load(_project).Paths.ShouldContain(path);
    }

    [Fact]
    public void Ignored_folder_is_told_and_only_added_by_force()
    {
        _project.Add("build").Ignored.ShouldBe(["build/"]);
        new ProjectTracking(_project, _project.Root).Add(["build"], force: true, CancellationToken.None).Added.ShouldBe(["build/x"]);
    }

    [Theory]
    [InlineData("nothing.py", "path_not_found")]
    [InlineData("*.nothing", "path_not_found")]
    [InlineData("/etc/hostname", "outside_project")]
    [InlineData("../x", "outside_project")]
    [InlineData(".modelops-bundle/config.yaml", "reserved_path")]
    [InlineData(".git", "reserved_path")]
    [InlineData("link", "unsupported_file")]
    [InlineData("linked", "unsupported_file")]
    public void What_can_not_be_tracked_is_refused_and_nothing_is_added(string argument, string code)
    {
        File.CreateSymbolicLink(_folder["link"], "/etc/hostname");
        Directory.CreateSymbolicLink(_folder["linked"], "/etc");

        Should.Throw<InvalidInputException>(() => _project.Add("models", argument)).Code.ShouldBe(code);
        TrackedFiles.Load(_project).Paths.ShouldBeEmpty();
    }

    [Fact]
    public void Links_below_a_folder_are_named()
    {
        File.CreateSymbolicLink(_folder["models/link.py"], "sir.py");
        Should.Throw<InvalidInputException>(() => _project.Add("models")).Message.ShouldContain("models/link.py");
    }

    [Fact]
    public void Removing_takes_files_and_folders_and_leaves_them_on_disk_unless_told()
    {
        _project.Add(".");
        var tracking = new ProjectTracking(_project, _project.Root);

        tracking.Remove(["models", "data/a.csv"], delete: false).ShouldBe(["data/a.csv", "models/deep/seir.py", "models/sir.py"]);
        File.Exists(_folder["data/a.csv"]).ShouldBeTrue();
        tracking.Remove(["data"], delete: true).ShouldBe(["data/b.csv"]);
        File.Exists(_folder["data/b.csv"]).ShouldBeFalse();
    }

    [Fact]
    public void Removing_what_is_not_tracked_changes_nothing()
    {
        _project.Add("models");
        Should.Throw<NotFoundException>(() => new ProjectTracking(_project, _project.Root).Remove(["models/sir.py", "data/a.csv"], delete: true)).Code.ShouldBe("not_tracked");
        TrackedFiles.Load(_project).Paths.ShouldContain("models/sir.py");
        File.Exists(_folder["models/sir.py"]).ShouldBeTrue();
    }

    [Fact]
    public void Project_at_work_is_left_alone()
    {
        using var held = _project.Lock();
        Should.Throw<ConflictException>(() => _project.Add("models")).Code.ShouldBe("locked");
    }

    [Fact]
    public void Project_is_found_from_below_and_missing_elsewhere()
    {
        BundleProject.Find(_folder["models/deep"]).Root.ShouldBe(_folder.Path);
        using var other = new TemporaryFolder();
        Should.Throw<InvalidInputException>(() => BundleProject.Find(other.Path)).Code.ShouldBe("not_a_bundle_project");
    }
}
