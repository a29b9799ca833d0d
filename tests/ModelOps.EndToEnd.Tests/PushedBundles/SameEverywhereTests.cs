using System.Runtime.Versioning;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;

namespace ModelOps.EndToEnd.Tests.PushedBundles;

/// <summary>The same tree in two surroundings has one digest, and its export one sequence of bytes.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SameEverywhereTests
{
    [Fact]
    public async Task Time_zone_language_umask_order_times_and_place_do_not_count()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var here = new Workplace().WithRegistry(registry).WithTree();
        using var there = new Workplace().WithRegistry(registry);
        there.Environment["TZ"] = "Pacific/Chatham";
        there.Environment["LANG"] = there.Environment["LC_ALL"] = "tr_TR.UTF-8";
        there.WithTree(backwards: true);
        // Other times, and the rights that umask 077 gives.
        (await there.RunAsync("sh", "-c", "find . -exec touch -d '1999-12-31 23:59:59' {} + && chmod -R go-rwx .")).Expect(0);

        var digest = await here.PushAsync();
        var scanned = (await here.MopsAsync("bundle", "scan", "--json")).Json();
        (await Umasked(there, "bundle", "push", "--json")).Json().Text("manifest_digest").ShouldBe(digest);
        (await Umasked(there, "bundle", "scan", "--json")).Json().Text("content_digest").ShouldBe(scanned.Text("content_digest"));

        (await here.MopsAsync("bundle", "materialize", "tree:1.0", here.Outside("copy"))).Expect(0);
        (await Umasked(there, "bundle", "materialize", "tree:1.0", there.Outside("another place"))).Expect(0);
        (await here.MopsAsync("bundle", "export", here.Outside("copy"), here.Outside("tree.tar"))).Expect(0);
        (await Umasked(there, "bundle", "export", there.Outside("another place"), there.Outside("tree.tar"))).Expect(0);
        (await here.RunAsync("cmp", here.Outside("tree.tar"), there.Outside("tree.tar"))).Expect(0);
    }

    [Fact]
    public async Task Registry_tools_copy_it_and_back_without_a_change()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var workplace = new Workplace().WithRegistry(registry).WithTree();
        var digest = await workplace.PushAsync();
        string[] copy = ["copy", "--insecure-policy", "--src-tls-verify=false", "--dest-tls-verify=false"];
        var source = $"docker://{registry.Host}/team/bundles/tree:1.0";
        (await workplace.RunAsync("skopeo", [.. copy, source, $"oci:{workplace.Outside("layout")}:1.0"])).Expect(0);
        (await workplace.RunAsync("skopeo", [.. copy, $"oci:{workplace.Outside("layout")}:1.0", $"docker://{registry.Host}/other/tree:1.0"])).Expect(0);
        foreach (var reference in new[] { $"oci:{workplace.Outside("layout")}:1.0", $"{registry.Host}/other/tree:1.0" })
        {
            var resolved = (await workplace.MopsAsync("bundle", "resolve", reference, "--json")).Json();
            resolved.Text("manifest_digest").ShouldBe(digest);
        }
    }

    private static Task<CommandResult> Umasked(Workplace workplace, params string[] arguments) =>
        workplace.RunAsync("sh", ["-c", "umask 077; exec \"$0\" \"$@\"", Workplace.Mops, .. arguments]);
}
