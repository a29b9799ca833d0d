using ModelOps.Bundles.Discovery.Manifests;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Discovery;

public sealed class ModelManifestTests
{
    // Python's hashlib over the documented format; never to change.
    private const string Golden = "sha256:d7ac6abe7c90014344179cb4d6274e1f0833a96b54c6dd0c8eb73cba67916048";

    [Fact]
    public async Task Manifest_holds_models_files_and_a_digest_that_python_computes_too()
    {
        var manifest = Manifest();
        const string script = """
            import hashlib, json, sys
            m = json.loads(sys.argv[1])
            assert list(m) == sorted(m) and list(m["models"]) == sorted(m["models"])
            print("sha256:" + hashlib.sha256("|".join(f"{p}:{m['files'][p]['sha256']}" for p in sorted(m["files"])).encode()).hexdigest())
            print(m["bundle_digest"], m["schema_version"], m["models"]["m.é:A"]["class"], m["models"]["m.é:A"]["files"], m["files"]["m/é.py"]["size"])
            """;
        var (status, output) = await TestProcess.RunAsync("python3", "-X", "utf8", "-c", script, manifest.ToJson());
        status.ShouldBe(0);
        output.Split('\n')[0].ShouldBe(manifest.BundleDigest);
        output.Split('\n')[1].ShouldBe($"{manifest.BundleDigest} 1.0 m.é:A ['m/é.py'] 2");
    }

    [Fact]
    public void Text_is_fixed()
    {
        var manifest = new ModelManifest(
            new Dictionary<string, ManifestModel> { ["m.a:A"] = new("m.a:A", ["m/a.py"]) },
            new Dictionary<string, ManifestFile> { ["m/a.py"] = new(Digest.Of("x"u8), 1), ["manifest.json"] = new(Digest.Of("y"u8), 1) });
        manifest.ToJson().ShouldBe("""
            {
              "bundle_digest": "GOLDEN",
              "files": {
                "m/a.py": {
                  "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
                  "size": 1
                }
              },
              "models": {
                "m.a:A": {
                  "class": "m.a:A",
                  "files": [
                    "m/a.py"
                  ]
                }
              },
              "schema_version": "1.0"
            }

            """.Replace("GOLDEN", Golden, StringComparison.Ordinal));
    }

    [Fact]
    public void Written_manifest_is_read_back_and_an_empty_one_has_no_digest()
    {
        var manifest = Manifest();
        ModelManifest.Parse(manifest.ToJson(), "manifest.json").ToJson().ShouldBe(manifest.ToJson());
        new ModelManifest(new Dictionary<string, ManifestModel>(), new Dictionary<string, ManifestFile>()).BundleDigest.ShouldBe("");
    }

    [Theory]
    [InlineData("\"size\": 2", "\"size\": \"2\"")]
    [InlineData("\"schema_version\": \"1.0\"", "\"schema_version\": \"1.1\"")]
    [InlineData("\"class\"", "\"klass\"")]
    [InlineData("\"bundle_digest\": \"sha256:", "\"bundle_digest\": \"sha256:0")]
    public void Manifest_that_does_not_fit_is_refused(string part, string replacement)
    {
        var text = Manifest().ToJson().Replace(part, replacement, StringComparison.Ordinal);
        Should.Throw<InvalidInputException>(() => ModelManifest.Parse(text, "manifest.json")).Code.ShouldBe("invalid_model_manifest");
    }

    private static ModelManifest Manifest() => new(
        new Dictionary<string, ManifestModel> { ["m.é:A"] = new("m.é:A", ["m/é.py"]), ["a:B"] = new("a:B", []) },
        new Dictionary<string, ManifestFile> { ["m/é.py"] = new(Digest.Of("é"u8), 2), ["m/\U0001F600.py"] = new(Digest.Of("1"u8), 1), ["m/\uFFFD.py"] = new(Digest.Of("2"u8), 1) });
}
