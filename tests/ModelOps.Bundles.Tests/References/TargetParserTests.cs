using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Tests.References;

public sealed class TargetParserTests
{
    private const string Hex = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";

    private static readonly RegistryDefaults Defaults = new(new("ghcr.io", "team"), new("ghcr.io", "team/flu"));

    [Theory]
    [InlineData("flu:v1", "ghcr.io/team/bundles/flu:v1")]
    [InlineData("org/proj/flu:1.0.0", "ghcr.io/team/bundles/org/proj/flu:1.0.0")]
    [InlineData("flu", "ghcr.io/team/bundles/flu:latest")]
    [InlineData("flu@sha256:" + Hex, "ghcr.io/team/bundles/flu@sha256:" + Hex)]
    [InlineData("sha256:" + Hex, "ghcr.io/team/flu@sha256:" + Hex)]
    [InlineData("localhost:5555/my-models", "localhost:5555/my-models:latest")]
    [InlineData("127.0.0.1:5000/a/b:v1", "127.0.0.1:5000/a/b:v1")]
    [InlineData("acr.azurecr.io/flu@sha256:" + Hex, "acr.azurecr.io/flu@sha256:" + Hex)]
    public void Reference_to_a_registry_is_completed(string text, string expected) =>
        TargetParser.Parse(text, Defaults).ShouldBeOfType<BundleTarget.Registry>().ToString().ShouldBe(expected);

    [Theory]
    [InlineData(".")]
    [InlineData("./flu")]
    [InlineData("../flu:v1")]
    [InlineData("/abs/flu")]
    [InlineData(".\\flu")]
    [InlineData("C:\\flu")]
    [InlineData("C:/flu")]
    public void Path_is_a_folder(string text) => TargetParser.Parse(text, Defaults).ShouldBe(new BundleTarget.Folder(text));

    [Fact]
    public void Layout_has_a_folder_and_a_tag() => TargetParser.Parse("oci:/data/layout:v1", Defaults).ShouldBe(new BundleTarget.Layout("/data/layout", "v1", null));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("flu:v1:special")]
    [InlineData("flu@sha256:abc")]
    [InlineData("flu@sha1:" + Hex)]
    [InlineData(":v1")]
    [InlineData("Flu:v1")]
    [InlineData("a/../b:v1")]
    [InlineData("flu:")]
    public void Other_text_is_refused(string text) =>
        Should.Throw<InvalidInputException>(() => TargetParser.Parse(text, Defaults)).Code.ShouldBe("invalid_reference");

    [Fact]
    public void Name_without_a_registry_needs_a_default() =>
        Should.Throw<InvalidInputException>(() => TargetParser.Parse("flu:v1", new(null, null))).Code.ShouldBe("registry_not_set");

    [Theory]
    [InlineData("localhost:5000/x", true)]
    [InlineData("127.0.0.2/x", true)]
    [InlineData("[::1]:5000/x", true)]
    [InlineData("ghcr.io/x", false)]
    [InlineData("localhost.example.org/x", false)]
    public void Registry_on_this_machine_is_told_from_others(string text, bool isLocal) => RegistryAddress.Parse(text).IsLocal.ShouldBe(isLocal);
}
