using System.Security.Cryptography;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Http;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;
using ModelOps.Testing.Registries;
using ModelOps.Testing.Servers.Proxies;

namespace ModelOps.Bundles.Tests.Transfers;

public sealed class KilledPushTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Killed_push_sets_no_tag_and_the_next_one_sends_less_than_a_chunk_twice(int requests)
    {
        using var folder = new TemporaryFolder();
        await using var registry = new FakeRegistry();
        folder.Write("tree/large", new string('x', 5_000_000));
        folder.Write("tree/small", "text");
        var seen = 0;
        var never = new TaskCompletionSource<bool>();
        // The registry falls silent in the middle of the push, which is killed then.
        registry.Fault = context => context.Request.HttpMethod is "PATCH" or "PUT" && Interlocked.Increment(ref seen) > requests ? never.Task : Task.FromResult(false);
        using (var victim = TestProcess.Start("push", folder["tree"], registry.Host, folder["uploads"]))
        {
            await Eventually.TrueAsync(() => Volatile.Read(ref seen) > requests, "the push has reached its point");
            await victim.KillAsync();
        }
        registry.Requests.ShouldNotContain("PUT /v2/r/manifests/v1");
        never.SetResult(true);
        registry.Fault = _ => Task.FromResult(false);
        using var next = TestProcess.Start("push", folder["tree"], registry.Host, folder["uploads"]);
        var digest = await next.ReadLineAsync();
        await next.ReadToEndAsync();
        using var repository = new HttpRepository(RegistryAddress.Parse($"{registry.Host}/r"), new());
        (await repository.FindTagAsync("v1", Token)).ToString().ShouldBe(digest);
        // The bundle once, and at most a chunk again of each blob that was on its way.
        registry.Received.ShouldBeLessThan(5_000_000 + 10_000 + 2 * ChunkedPush.ChunkBytes);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    [InlineData(45)]
    public async Task Registry_that_forgets_a_cut_upload_still_gets_less_than_a_part_twice(int megabytes)
    {
        using var folder = new TemporaryFolder();
        await using var registry = await DockerRegistry.StartAsync();
        await using var proxy = new FaultyProxy(int.Parse(registry.Host.Split(':')[1]));
        Directory.CreateDirectory(folder["tree"]);
        var large = RandomNumberGenerator.GetBytes(50_000_000);
        await File.WriteAllBytesAsync(folder["tree", "large"], large, Token);
        var host = $"127.0.0.1:{proxy.Port}";
        using (var victim = TestProcess.Start("push", folder["tree"], host, folder["uploads"]))
        {
            await Eventually.TrueAsync(() => proxy.Received > megabytes * 1_000_000, "the push has reached its point");
            await victim.KillAsync();
        }
        using (var early = new HttpRepository(RegistryAddress.Parse($"{registry.Host}/r"), new())) (await early.FindTagAsync("v1", Token)).ShouldBeNull();
        using var next = TestProcess.Start("push", folder["tree"], host, folder["uploads"]);
        var digest = await next.ReadLineAsync();
        await next.ReadToEndAsync();
        using var repository = new HttpRepository(RegistryAddress.Parse($"{registry.Host}/r"), new());
        (await repository.FindTagAsync("v1", Token)).ToString().ShouldBe(digest);
        proxy.Received.ShouldBeLessThan(large.Length + (16 << 20) + 100_000);
    }
}
