using System.Security.Cryptography;
using System.Text;
using ModelOps.Bundles.Discovery.Manifests;
using ModelOps.Bundles.Workflow;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Workflow;

public sealed class ProjectManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Declared_models_are_described_with_their_files()
    {
        _folder.Write("models/sir.py", "class SIRModel: pass\n");
        _folder.Write("models/data/x.csv", "1");
        _folder.Write("pyproject.toml", """
            [tool.modelops-bundle]
            models = [
                {
                    id = "sir",
                    class = "models.sir:SIRModel",
                    files = ["models/**/*.py", "models/data/*.csv"]
                },
                { class = "models.sir:SIRModel" }
            ]
            """);

        var manifest = await MakeAsync();

        manifest.Models["sir"].Files.ShouldBe(["models/data/x.csv", "models/sir.py"]);
        manifest.Models["models.sir:SIRModel"].Files.ShouldBe(["models/sir.py"]);
        var expected = $"models/data/x.csv:{Hex("1")}|models/sir.py:{Hex("class SIRModel: pass\n")}";
        manifest.BundleDigest.ShouldBe("sha256:" + Hex(expected));
    }

    [Fact]
    public async Task Without_declared_models_those_that_are_found_count()
    {
        _folder.Write("models/sir.py", "class SIRModel:\n    def simulate(self, params, seed): pass\n");
        (await MakeAsync()).Models.Keys.ShouldBe(["models.sir:SIRModel"]);
    }

    [Theory]
    [InlineData("{ class = \"models.gone:Model\" }", "models/gone.py")]
    [InlineData("{ class = \"a:B\", files = [\"nothing/*.py\"] }", "nothing/*.py")]
    public async Task Missing_files_of_a_model_are_told(string model, string place)
    {
        _folder.Write("pyproject.toml", $"[tool.modelops-bundle]\nmodels = [{model}]\n");
        var fault = await Should.ThrowAsync<InvalidInputException>(MakeAsync());
        fault.Code.ShouldBe("model_files_missing");
        fault.Message.ShouldContain(place);
    }

    private Task<ModelManifest> MakeAsync() => new ProjectManifest(_folder.Path, "python3").MakeAsync(TestContext.Current.CancellationToken);

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
