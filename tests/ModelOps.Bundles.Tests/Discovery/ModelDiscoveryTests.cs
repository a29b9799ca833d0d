using ModelOps.Bundles.Discovery;
using ModelOps.Bundles.Discovery.Projects;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Discovery;

public sealed class ModelDiscoveryTests
{
    [Fact]
    public async Task Classes_with_simulate_or_parameters_are_models()
    {
        using var folder = new TemporaryFolder();
        folder.Write("models/sir.py", """
            class SIRModel(Base):
                def parameters(self): ...
                def simulate(self, params, seed=None): ...

            class OnlyParameters:
                def parameters(self): ...

            class Later:
                async def simulate(self): ...

            class Helper:
                def run(self): ...
            """);
        var result = await DiscoverAsync(folder);
        result.Warnings.ShouldBeEmpty();
        result.Models.Select(model => (model.Entrypoint, model.File, model.Line, model.HasSimulate, model.HasParameters)).ShouldBe(
        [
            ("models.sir:SIRModel", "models/sir.py", 1, true, true),
            ("models.sir:OnlyParameters", "models/sir.py", 5, false, true),
        ]);
        result.Models[0].Bases.ShouldBe(["Base"]);
        result.Models[0].Methods.ShouldBe(["parameters", "simulate"]);
        result.Models[0].Files.ShouldBe(["models/**/*.py"]);
    }

    [Fact]
    public async Task Methods_are_inherited_within_a_file_and_conditional_classes_count()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.py", """
            import typing
            class Base(typing.Generic[int]):
                def simulate(self, params, seed): ...
            class Child(Base): pass
            class Ring(Ring): pass
            try:
                class Guarded:
                    if True:
                        def simulate(self): ...
            except ImportError:
                class Fallback:
                    def parameters(self): ...
            class Outer:
                class Inner:
                    def simulate(self): ...
            def simulate(params, seed): ...
            def helper():
                class Local:
                    def simulate(self): ...
            """);
        (await DiscoverAsync(folder)).Models.Select(model => model.Entrypoint)
            .ShouldBe(["model:Base", "model:Child", "model:Guarded", "model:Fallback", "model:simulate"]);
    }

    [Fact]
    public async Task Only_sources_of_models_are_read()
    {
        using var folder = new TemporaryFolder();
        string[] read = ["top.py", "src/epi/__init__.py", "src/epi/deep/sir.py", "models/a.py", "models/sub/b.py"];
        string[] unread =
        [
            "lib/x.py", "models/test_a.py", "models/a_test.py", "models/tests/x.py", "src/.hidden/x.py", "src/venv/x.py", "models/__pycache__/x.py", "src/ignored/x.py", "models/x.pyi",
        ];
        foreach (var path in read.Concat(unread)) folder.Write(path, "class M:\n    def simulate(self): ...\n");
        folder.Write(".modelopsignore", "ignored/\n");
        folder.Write("elsewhere/x.py", "class M:\n    def simulate(self): ...\n");
        Directory.CreateSymbolicLink(folder["src", "linked"], folder["elsewhere"]);
        (await DiscoverAsync(folder)).Models.Select(model => model.Entrypoint)
            .ShouldBe(["models.a:M", "models.sub.b:M", "epi:M", "epi.deep.sir:M", "top:M"]);
    }

    [Fact]
    public async Task Nothing_of_the_project_is_run()
    {
        using var folder = new TemporaryFolder();
        var trace = folder["trace"];
        var runs = $"open({System.Text.Json.JsonSerializer.Serialize(trace)}, 'a').write('ran')\n";
        // Python would take these for its own modules if it looked into the project.
        foreach (var name in new[] { "json.py", "ast.py", "sitecustomize.py", "usercustomize.py", "os.py" }) folder.Write(name, runs);
        folder.Write("models/__init__.py", runs);
        folder.Write("models/sir.py", runs + "class M:\n    def simulate(self): ...\n    x = open('/none')\n");
        (await DiscoverAsync(folder)).Models.ShouldHaveSingleItem().Entrypoint.ShouldBe("models.sir:M");
        File.Exists(trace).ShouldBeFalse();
        Directory.Exists(folder["models", "__pycache__"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Sources_that_can_not_be_read_are_warned_about_and_the_rest_is_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a_broken.py", "class M:\n    def simulate(self:\n");
        await File.WriteAllBytesAsync(folder["b_latin.py"], [.. "x = '"u8, 0xE9, .. "'\n"u8]);
        folder.Write("c_null.py", "x = '\0'\n");
        folder.Write("d_deep.py", "x = " + new string('(', 5000));
        folder.Write("e-dash.py", "class M:\n    def simulate(self): ...\n");
        folder.Write("f_coded.py", "# -*- coding: latin-1 -*-\nclass M:\n    def simulate(self): ...\n");
        var result = await DiscoverAsync(folder);
        result.Models.Select(model => model.Entrypoint).ShouldBe(["f_coded:M"]);
        result.Warnings.Select(warning => warning.File).ShouldBe(["a_broken.py", "b_latin.py", "c_null.py", "d_deep.py", "e-dash.py"]);
        result.Warnings[0].Line.ShouldBe(2);
        result.Warnings[0].ToString().ShouldStartWith("a_broken.py:2: ");
    }

    [Fact]
    public async Task Classes_that_implement_the_interface_are_models_of_dotnet()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dotnet/Sir.csproj", "<Project><PropertyGroup><OutputPath>../bin/</OutputPath><AssemblyName>Epi</AssemblyName></PropertyGroup></Project>");
        folder.Write("dotnet/Models.cs", """
            using ModelOps.Model;
            namespace Epi.Models
            {
                public sealed class Sir : Base, ModelOps.Model.ISimulationModel
                {
                    public object Simulate(object parameters, ulong seed) => null!;
                    public record Inner : global::ModelOps.Model.ISimulationModel;
                }
                abstract class Shared : ISimulationModel { }
                class Generic<T> : ISimulationModel { }
                class Other : ISimulation { }
                interface IMore : ISimulationModel { }
            }
            """);
        folder.Write("Loose.cs", "class Loose : ISimulationModel { void Simulate() }");
        folder.Write("dotnet/SirTests.cs", "class T : ISimulationModel { }");
        folder.Write("dotnet/obj/Generated.cs", "class G : ISimulationModel { }");
        var models = (await ModelDiscovery.DiscoverAsync(folder.Path, "no-such-python", CancellationToken.None)).Models;
        models.Select(model => (model.Entrypoint, model.Line)).ShouldBe(
            [("Loose.dll:Loose", 1), ("bin/Epi.dll:Epi.Models.Sir", 4), ("bin/Epi.dll:Epi.Models.Sir+Inner", 7)]);
        models[1].Files.ShouldBe(["bin/**"]);
        models[1].HasSimulate.ShouldBeTrue();
    }

    [Fact]
    public async Task Models_of_the_examples_are_found_under_their_entrypoints()
    {
        var result = await ModelDiscovery.DiscoverAsync(RepositoryTree.At("examples", "influenza-1978"), "python3", CancellationToken.None);
        result.Warnings.ShouldBeEmpty();
        result.Models.Select(model => model.Entrypoint).ShouldContain("bin/Influenza1978.dll:Influenza1978.Sir");
        result.Models.Select(model => model.Entrypoint).ShouldContain("models.sir:simulate");
    }

    [Fact]
    public async Task Missing_interpreter_is_an_error_where_python_is_to_be_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.py", "");
        (await Should.ThrowAsync<OutsideException>(() => ModelDiscovery.DiscoverAsync(folder.Path, "no-such-python", CancellationToken.None))).Code.ShouldBe("program_not_found");
        (await Should.ThrowAsync<OutsideException>(() => ModelDiscovery.DiscoverAsync(folder.Path, "false", CancellationToken.None))).Code.ShouldBe("python_failed");
        await Should.ThrowAsync<InvalidInputException>(() => ModelDiscovery.DiscoverAsync(folder["none"], "python3", CancellationToken.None));
    }

    private static Task<DiscoveryResult> DiscoverAsync(TemporaryFolder folder) => ModelDiscovery.DiscoverAsync(folder.Path, "python3", CancellationToken.None);
}
