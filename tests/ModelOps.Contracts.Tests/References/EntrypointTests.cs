using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;

namespace ModelOps.Contracts.Tests.References;

public sealed class EntrypointTests
{
    private static readonly string LongestScenario = new('a', 64);

    [Theory]
    [InlineData("models.sir:simulate", EntrypointKind.Python, "models.sir", "simulate", null)]
    [InlineData("test_sim:simulate", EntrypointKind.Python, "test_sim", "simulate", null)]
    [InlineData("pkg.models.Sir/baseline", EntrypointKind.Python, "pkg.models", "Sir", "baseline")]
    [InlineData("pkg.Sir/a", EntrypointKind.Python, "pkg", "Sir", "a")]
    [InlineData("pkg.Sir/lock-down_2.1", EntrypointKind.Python, "pkg", "Sir", "lock-down_2.1")]
    [InlineData("bin/Model.dll:Epi.Sir", EntrypointKind.DotNet, "bin/Model.dll", "Epi.Sir", null)]
    [InlineData("./bin//Model.dll:Epi.Sir", EntrypointKind.DotNet, "bin/Model.dll", "Epi.Sir", null)]
    [InlineData("Model.dll:Outer+Inner", EntrypointKind.DotNet, "Model.dll", "Outer+Inner", null)]
    [InlineData("exec:./simulate", EntrypointKind.Executable, "simulate", "", null)]
    [InlineData("exec:tools/run.sh", EntrypointKind.Executable, "tools/run.sh", "", null)]
    public void Known_form_is_taken_apart(string text, EntrypointKind kind, string container, string member, string? scenario)
    {
        var entrypoint = Entrypoint.Parse(text);

        (entrypoint.Kind, entrypoint.Container, entrypoint.Member, entrypoint.Scenario).ShouldBe((kind, container, member, scenario));
        entrypoint.ToString().ShouldBe(text);
    }

    [Fact]
    public void Scenario_of_64_characters_is_the_longest()
    {
        Entrypoint.Parse($"pkg.Sir/{LongestScenario}").Scenario.ShouldBe(LongestScenario);
        Should.Throw<InvalidInputException>(() => Entrypoint.Parse($"pkg.Sir/{LongestScenario}a"));
    }

    [Theory]
    [InlineData("sir", EntrypointKind.ModelId)]
    [InlineData("sir-2_b", EntrypointKind.ModelId)]
    [InlineData("models.sir:simulate", EntrypointKind.Python)]
    [InlineData("exec:./simulate", EntrypointKind.Executable)]
    public void Model_id_is_taken_where_one_may_be(string text, EntrypointKind kind)
    {
        var entrypoint = Entrypoint.ParseOrId(text);
        (entrypoint.Kind, entrypoint.Text).ShouldBe((kind, text));
    }

    [Theory]
    [InlineData("models.sir")]
    [InlineData("my model")]
    [InlineData("sir\n")]
    [InlineData("-sir")]
    public void Neither_id_nor_entrypoint_is_refused(string text) =>
        Should.Throw<InvalidInputException>(() => Entrypoint.ParseOrId(text)).Code.ShouldBe("invalid_entrypoint");

    [Theory]
    [InlineData("")]
    [InlineData("simulate")]
    [InlineData("pkg/baseline")]
    [InlineData("models.sir:Class/baseline")]
    [InlineData("pkg..Model/x")]
    [InlineData("pkg.Model/x\n")]
    [InlineData("models.sir:simulate\n")]
    [InlineData("targets.x:1f")]
    [InlineData("1pkg:f")]
    [InlineData("pkg.:f")]
    [InlineData(".pkg:f")]
    [InlineData("pkg:")]
    [InlineData(":f")]
    [InlineData("pkg.Sir/Base Line")]
    [InlineData("pkg.Sir/UPPER")]
    [InlineData("pkg.Sir/-a")]
    [InlineData("pkg.Sir/a-")]
    [InlineData("pkg.Sir/")]
    [InlineData("../Model.dll:Epi.Sir")]
    [InlineData("bin/../../Model.dll:Epi.Sir")]
    [InlineData("/bin/Model.dll:Epi.Sir")]
    [InlineData(@"bin\Model.dll:Epi.Sir")]
    [InlineData("Model.dll:")]
    [InlineData("Model.dll:Epi Sir")]
    [InlineData("exec:")]
    [InlineData("exec:/usr/bin/true")]
    [InlineData("exec:../run")]
    public void Anything_else_is_refused(string text)
    {
        var error = Should.Throw<InvalidInputException>(() => Entrypoint.Parse(text));

        error.Code.ShouldBe("invalid_entrypoint");
        error.Message.ShouldStartWith($"Invalid entrypoint '{text}': ");
        error.Remedy.ShouldNotBeNull();
    }
}
