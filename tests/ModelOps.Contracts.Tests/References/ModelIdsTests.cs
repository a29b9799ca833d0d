using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;

namespace ModelOps.Contracts.Tests.References;

public sealed class ModelIdsTests
{
    private const string Manifest = """{"schema_version": "1.0", "models": {"sir": {"class": "models.sir:SIR", "files": []}, "abm": {"class": "bin/Abm.dll:Epi.Abm"}}}""";

    [Fact]
    public void Model_is_found_by_its_id()
    {
        Read(Manifest).EntrypointOf("sir").Text.ShouldBe("models.sir:SIR");
        Read(Manifest).EntrypointOf("abm").Kind.ShouldBe(EntrypointKind.DotNet);
    }

    [Fact]
    public void Unknown_id_lists_the_known_ones()
    {
        var error = Should.Throw<InvalidInputException>(() => Read(Manifest).EntrypointOf("seir"));
        (error.Code, error.Message).ShouldBe(("unknown_model", "There is no model 'seir': M lists abm, sir."));
        Should.Throw<InvalidInputException>(() => Read("""{"models": {}}""").EntrypointOf("sir")).Message.ShouldBe("There is no model 'sir': M lists none.");
    }

    [Theory]
    [InlineData("[]", "invalid_project_manifest")]
    [InlineData("{}", "invalid_project_manifest")]
    [InlineData("""{"models": ["sir"]}""", "invalid_project_manifest")]
    [InlineData("""{"models": {"sir": {}}}""", "invalid_project_manifest")]
    [InlineData("""{"models": {"sir": {"class": 3}}}""", "invalid_project_manifest")]
    [InlineData("""{"models": {"sir": "models.sir:SIR"}}""", "invalid_project_manifest")]
    [InlineData("""{"models": {"sir": {"class": "a:b"}, "sir": {"class": "a:c"}}}""", "invalid_json")]
    [InlineData("""{"models": """, "invalid_json")]
    public void Malformed_manifest_is_refused(string text, string code) =>
        Should.Throw<InvalidInputException>(() => Read(text)).Code.ShouldBe(code);

    private static ModelIds Read(string text) => ModelIds.Parse(Encoding.UTF8.GetBytes(text), "M");
}
