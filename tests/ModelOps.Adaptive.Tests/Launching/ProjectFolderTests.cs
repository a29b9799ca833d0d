using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Adaptive.Tests.Launching;

public sealed class ProjectFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("examples/sim/toy.py")]
    [InlineData("examples/sim/toy/__init__.py")]
    [InlineData("src/examples/sim/toy.py")]
    public void Folder_is_the_nearest_upwards_that_has_the_model_and_the_adapter(string model)
    {
        _folder.Write(model, "");
        _folder.Write("mine.py", "");
        ProjectFolder.Find(Spec()).ShouldBe(_folder.Path);
    }

    [Fact]
    public void Folder_that_has_only_one_of_them_is_passed_over()
    {
        _folder.Write("mine.py", "");
        var error = Should.Throw<InvalidInputException>(() => ProjectFolder.Find(Spec()));
        error.Code.ShouldBe("entrypoint_not_found");
        error.Message.ShouldContain("'examples.sim.toy:simulate' and 'mine:Adapter'");
        error.Message.ShouldContain("mops-test-");
    }

    private AdaptiveSpec Spec() => AdaptiveSpecReader.Read(_folder.Write("specs/deep/adaptive.yaml", """
        kind: Adaptive
        spec: {algorithm: {adapter_path: "mine:Adapter"}}
        """));
}
