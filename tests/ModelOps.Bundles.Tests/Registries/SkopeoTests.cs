using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Http;
using ModelOps.Bundles.Registries.Layouts;
using ModelOps.Bundles.Tests.Packing;
using ModelOps.Contracts.Digests;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Processes;
using ModelOps.Testing.Registries;

namespace ModelOps.Bundles.Tests.Registries;

public sealed class SkopeoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Skopeo_reads_a_bundle_and_copies_it_to_a_layout_and_back_with_one_digest()
    {
        var isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "skopeo")));
        Prerequisite.Require(isInstalled, "skopeo", "apt-get install skopeo");
        using var folder = new TemporaryFolder();
        using var scratch = new TemporaryFolder();
        await using var registry = await DockerRegistry.StartAsync();
        var packed = await Trees.PackAsync(folder, ("model.py", "print(1)"), ("data.bin", new string('x', 500_000)));
        var digest = packed.Bundle.Manifest.Digest;
        using (var source = Connect(registry, "flu"))
        {
            foreach (var blob in packed.Blobs) await source.PutBlobAsync(blob, token => packed.OpenAsync(blob, token), Token);
            await source.PutManifestAsync(packed.Bundle.Manifest.Bytes, "v1", ExpectedTag.Absent, Token);
        }
        var (status, output) = await TestProcess.RunAsync("skopeo", "inspect", "--raw", "--tls-verify=false", $"docker://{registry.Host}/flu:v1");
        (status, output).ShouldBe((0, System.Text.Encoding.UTF8.GetString(packed.Bundle.Manifest.Bytes.Span)));
        // Without --raw skopeo asks for an image's config, which an artifact has not; with it the config is the index.
        var (_, index) = await TestProcess.RunAsync("skopeo", "inspect", "--config", "--raw", "--tls-verify=false", $"docker://{registry.Host}/flu:v1");
        Digest.Of(System.Text.Encoding.UTF8.GetBytes(index)).ShouldBe(packed.Bundle.Manifest.Index.Digest);
        await CopyAsync(scratch, $"docker://{registry.Host}/flu:v1", $"oci:{scratch["layout"]}:v1");
        using var layout = new LayoutRepository(scratch["layout"], TimeProvider.System);
        (await layout.ResolveTagAsync("v1", Token)).ShouldBe(digest);
        (await layout.ReadBundleAsync(digest, Token)).Index.Content.ShouldBe(packed.Bundle.Index.Content);
        // Ours beside the one that skopeo wrote, and back.
        await layout.PutManifestAsync(packed.Bundle.Manifest.Bytes, "v2", ExpectedTag.Absent, Token);
        await CopyAsync(scratch, $"oci:{scratch["layout"]}:v2", $"docker://{registry.Host}/copied:v2");
        using var copy = Connect(registry, "copied");
        (await copy.ResolveTagAsync("v2", Token)).ShouldBe(digest);
        (await copy.HasBlobAsync(packed.Bundle.Manifest.Blobs[0], Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Blobs_of_another_repository_are_mounted_instead_of_sent()
    {
        using var folder = new TemporaryFolder();
        await using var registry = await DockerRegistry.StartAsync();
        var packed = await Trees.PackAsync(folder, ("model.py", "print(1)"), ("data.bin", new string('x', 500_000)));
        using var source = Connect(registry, "flu");
        foreach (var blob in packed.Blobs) await source.PutBlobAsync(blob, token => packed.OpenAsync(blob, token), Token);
        using var target = new HttpRepository(RegistryAddress.Parse($"{registry.Host}/released"), new() { MountFrom = ["other", "flu"] });
        foreach (var blob in packed.Blobs) (await target.PutBlobAsync(blob, _ => throw new InvalidOperationException("It can be mounted."), Token)).ShouldBe(0);
        (await target.HasBlobAsync(packed.Blobs[0], Token)).ShouldBeTrue();
    }

    private static HttpRepository Connect(DockerRegistry registry, string name) => new(RegistryAddress.Parse($"{registry.Host}/{name}"), new());

    private static async Task CopyAsync(TemporaryFolder scratch, string from, string to)
    {
        var policy = scratch.Write("policy.json", """{"default": [{"type": "insecureAcceptAnything"}]}""");
        var (status, output) = await TestProcess.RunAsync("skopeo", "copy", "--policy", policy, "--src-tls-verify=false", "--dest-tls-verify=false", "--preserve-digests", from, to);
        status.ShouldBe(0, output);
    }
}
