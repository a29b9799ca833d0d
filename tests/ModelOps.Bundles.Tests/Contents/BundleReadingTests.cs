using System.Text;
using System.Text.Json.Nodes;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Tests.Packing;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Contents;

public sealed class BundleReadingTests
{
    [Fact]
    public async Task Bundle_reads_back_as_it_was()
    {
        var (manifest, index) = await ExampleAsync();
        var bundle = Bundle.Of(BundleManifest.Parse(Bytes(manifest)), Bytes(index));
        bundle.Index.Files.Select(file => file.Path).ShouldBe(["a", "b", "large"]);
        BundleIndexJson.ToBytes(bundle.Index).ShouldBe(Bytes(index));
    }

    [Theory]
    [InlineData("files/0/path", "../a", "unsafe_path")]
    [InlineData("files/0/path", "/etc/passwd", "unsafe_path")]
    [InlineData("files/0/path", "a/../../b", "unsafe_path")]
    [InlineData("files/0/path", "C:evil", "unsafe_path")]
    [InlineData("files/0/path", "..\\evil", "unsafe_path")]
    [InlineData("files/0/path", ".mops/.mops-manifest.json", "unsafe_path")]
    [InlineData("files/0/path", "x\ny", "unsafe_path")]
    [InlineData("files/0/path", "B", "path_collision")]
    [InlineData("files/0/path", "b", "duplicate_path")]
    [InlineData("files/0/path", "b/c", "path_collision")]
    [InlineData("files/0/path", "other", "invalid_bundle_index")]
    [InlineData("files/0/layer", "unlisted", "invalid_layer")]
    [InlineData("files/0/mode", "4755", "invalid_bundle_index")]
    [InlineData("files/0/sha256", "sha256:abc", "invalid_bundle_index")]
    [InlineData("files/0/blob", "sha256:0000000000000000000000000000000000000000000000000000000000000000", "invalid_bundle_index")]
    [InlineData("files/0/uri", "az://a/b", "invalid_bundle_index")]
    [InlineData("roles/default/0", "unlisted", "invalid_layer")]
    [InlineData("content_digest", "sha256:0000000000000000000000000000000000000000000000000000000000000000", "invalid_bundle_index")]
    public async Task Hostile_index_is_refused(string place, string value, string code)
    {
        var (manifest, index) = await ExampleAsync();
        Set(index, place, value);
        Read(manifest, index).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("files/0/size", -1)]
    [InlineData("files/0/offset", -512)]
    [InlineData("files/0/offset", 1_000_000)]
    [InlineData("files/2/offset", 1)]
    [InlineData("schema_version", 2)]
    public async Task Hostile_number_is_refused(string place, long value)
    {
        var (manifest, index) = await ExampleAsync();
        Set(index, place, value);
        Read(manifest, index).Code.ShouldBe("invalid_bundle_index");
    }

    [Fact]
    public async Task Index_of_other_bytes_than_the_manifest_names_is_corrupt()
    {
        var (manifest, index) = await ExampleAsync();
        Should.Throw<CorruptDataException>(() => Bundle.Of(BundleManifest.Parse(Bytes(manifest)), Encoding.UTF8.GetBytes(index.ToJsonString() + " "))).Code.ShouldBe("digest_mismatch");
    }

    [Theory]
    [InlineData("artifactType", "application/vnd.oci.image.config.v1+json")]
    [InlineData("config/mediaType", "application/vnd.oci.image.config.v1+json")]
    [InlineData("mediaType", "application/vnd.oci.image.index.v1+json")]
    [InlineData("mediaType", "application/vnd.docker.distribution.manifest.v2+json")]
    public async Task Manifest_of_something_else_is_of_an_unsupported_type(string place, string value)
    {
        var (manifest, _) = await ExampleAsync();
        Set(manifest, place, value);
        Should.Throw<UnsupportedMediaTypeException>(() => BundleManifest.Parse(Bytes(manifest)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{\"config\": 7}")]
    [InlineData("{\"manifests\": []}")]
    [InlineData("<html></html>")]
    public void Anything_else_is_an_error_and_no_fault(string text) =>
        Should.Throw<ModelOpsException>(() => BundleManifest.Parse(Encoding.UTF8.GetBytes(text))).Code.ShouldBeOneOf("invalid_manifest", "unsupported_media_type");

    [Fact]
    public async Task Index_cut_or_changed_anywhere_is_an_error_and_no_fault()
    {
        var (_, index) = await ExampleAsync();
        var bytes = Bytes(index);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 0x15;
            // Whatever it throws is of ours.
            if (Record.Exception(() => BundleIndexJson.Parse(changed)) is { } fault) fault.ShouldBeAssignableTo<ModelOpsException>();
            if (Record.Exception(() => BundleIndexJson.Parse(bytes.AsMemory(0, i))) is { } cut) cut.ShouldBeAssignableTo<ModelOpsException>();
        }
    }

    [Fact]
    public void Digest_of_a_project_is_that_of_paths_and_hexes_without_the_file_that_holds_it()
    {
        ContentEntry[] entries = [new("b", true, 1, Digest.Of("2"u8)), new("a", false, 1, Digest.Of("1"u8)), new("manifest.json", false, 1, Digest.Of("3"u8))];
        ProjectDigest.Of(entries).ShouldBe(Digest.Of(Encoding.ASCII.GetBytes($"a:{Digest.Of("1"u8).Hex}|b:{Digest.Of("2"u8).Hex}")).ToString());
        ProjectDigest.Of([]).ShouldBe("");
    }

    // Rebuilds the digests above a changed index, as who means harm would.
    private static ModelOpsException Read(JsonObject manifest, JsonObject index)
    {
        Set(manifest, "config/digest", Digest.Of(Bytes(index)).ToString());
        return Should.Throw<ModelOpsException>(() => Bundle.Of(BundleManifest.Parse(Bytes(manifest)), Bytes(index)));
    }

    private static async Task<(JsonObject Manifest, JsonObject Index)> ExampleAsync()
    {
        using var folder = new TemporaryFolder();
        var packed = await Trees.PackAsync(folder, ("a", "1"), ("b", "2"), ("large", new string('x', 300_000)));
        return (JsonNode.Parse(packed.Bundle.Manifest.Bytes.Span)!.AsObject(), JsonNode.Parse(BundleIndexJson.ToBytes(packed.Bundle.Index))!.AsObject());
    }

    private static byte[] Bytes(JsonObject json) => Rfc8785.Canonicalize(json);

    private static void Set(JsonNode root, string place, JsonNode value)
    {
        var parts = place.Split('/');
        foreach (var part in parts[..^1]) root = int.TryParse(part, out var i) ? root[i]! : root[part]!;
        if (int.TryParse(parts[^1], out var at)) root[at] = value;
        else root[parts[^1]] = value;
    }
}
