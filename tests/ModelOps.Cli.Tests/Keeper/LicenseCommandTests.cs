using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Keeper;

[Collection(OneAtATime.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class LicenseCommandTests : IDisposable
{
    private static readonly string[] Issue = ["issue", "--kid", "k", "--org", "Acmé <&>", "--expires", "2999-12-31T00:00:00Z", "--entitlements", "apply, observe", "--out", "l.json"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new() { ["MODEKEEPER_LICENSE_PUBLIC_KEYS_PATH"] = "keys.json" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Key_license_and_verification_follow_each_other()
    {
        await KeygenAsync();
        File.GetUnixFileMode(_folder["k"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await RunAsync([.. Issue, "--priv", "k"])).Status.ShouldBe(ExitStatus.Ok);
        File.ReadAllText(_folder["l.json"]).ShouldContain("\"org\": \"Acmé <&>\"");

        var verified = await RunAsync("verify", "--license", "l.json", "--json");

        verified.Status.ShouldBe(ExitStatus.Ok);
        verified.Error.ShouldBeEmpty();
        var report = JsonNode.Parse(verified.Out)!.AsObject();
        report.Select(field => field.Key).Order(StringComparer.Ordinal).ShouldBe(["entitlements_summary", "expires_at", "license_ok", "reason", "schema_version"]);
        report["entitlements_summary"]!.ToJsonString().ShouldBe("[\"apply\",\"observe\"]");
        ((long)report["expires_at"]!).ShouldBe(32503593600);
    }

    [Fact]
    public async Task Private_key_may_come_from_the_variable_and_must_come_from_somewhere()
    {
        await KeygenAsync();
        (await RunAsync(Issue)).Error.ShouldContain("--priv FILE");
        _variables["MODEKEEPER_ISSUER_PRIVKEY_PATH"] = "k";
        (await RunAsync(Issue)).Status.ShouldBe(ExitStatus.Ok);
    }

    [Fact]
    public async Task Taken_name_of_a_key_makes_no_key()
    {
        await KeygenAsync();
        var again = await RunAsync("keygen", "--kid", "k", "--out-priv", "k2", "--out-keyring", "keys.json", "--merge-keyring");
        again.Status.ShouldBe(ExitStatus.Invalid);
        again.Error.ShouldContain("another key under the name 'k'");
        File.Exists(_folder["k2"]).ShouldBeFalse();
        (await RunAsync("keygen", "--kid", "l", "--out-priv", "k2", "--out-keyring", "keys.json", "--merge-keyring")).Status.ShouldBe(ExitStatus.Ok);
        JsonNode.Parse(File.ReadAllText(_folder["keys.json"]))!.AsObject().Select(key => key.Key).ShouldBe(["k", "l"]);
    }

    [Theory]
    [InlineData("2999-12-31", "2027-01-31T00:00:00Z")]
    [InlineData("1999-12-31T00:00:00Z", "before it begins")]
    public async Task Time_that_no_license_can_have_is_refused(string expires, string named)
    {
        await KeygenAsync();
        var run = await RunAsync("issue", "--kid", "k", "--org", "a", "--expires", expires, "--entitlements", "apply", "--out", "l.json", "--priv", "k");
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldContain(named);
        File.Exists(_folder["l.json"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Bound_license_asks_kubectl_for_the_context_and_only_then()
    {
        await KeygenAsync();
        var config = """{"current-context": "kind-a", "contexts": [{"name": "kind-a", "context": {}}]}""";
        var kubectl = _folder.Write("kubectl", $"#!/bin/sh\necho called >> '{_folder["calls"]}'\necho '{config}'\n");
        File.SetUnixFileMode(kubectl, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _variables["KUBECTL"] = kubectl;
        await RunAsync([.. Issue, "--priv", "k"]);
        (await RunAsync("verify", "--license", "l.json")).Status.ShouldBe(ExitStatus.Ok);
        File.Exists(_folder["calls"]).ShouldBeFalse();
        await RunAsync([.. Issue, "--priv", "k", "--kube-context", "kind-a"]);
        (await RunAsync("verify", "--license", "l.json")).Status.ShouldBe(ExitStatus.Ok);
        File.Exists(_folder["calls"]).ShouldBeTrue();
        await RunAsync([.. Issue, "--priv", "k", "--kube-context", "kind-b"]);
        (await RunAsync("verify", "--license", "l.json")).Error.ShouldStartWith("ERROR: binding_mismatch: ");
        (await RunAsync("verify", "--license", "l.json", "--kubectl", _folder["none"])).Error.ShouldStartWith("ERROR: binding_mismatch: ");
    }

    [Fact]
    public async Task Development_license_verifies_under_its_own_keyring()
    {
        (await RunAsync("mint-dev", "--out", "d")).Status.ShouldBe(ExitStatus.Ok);
        _variables["MODEKEEPER_LICENSE_PUBLIC_KEYS_PATH"] = "d/license_dev_public_keys.json";
        var run = await RunAsync("verify", "--license", "d/license_dev.json");
        run.Status.ShouldBe(ExitStatus.Ok);
        run.Out.ShouldContain("clusters of this machine only");
    }

    [Fact]
    public async Task Nothing_found_is_one_line_and_a_report()
    {
        var run = await RunAsync("verify");
        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldBe("ERROR: license_missing: No license was named, and the working directory has no modekeeper.license.json.\n");
        File.ReadAllText(_folder["report", "_license_verify", "license_verify_latest.json"]).ShouldContain("\"reason\": \"license_missing\"");
    }

    private async Task KeygenAsync() =>
        (await RunAsync("keygen", "--kid", "k", "--out-priv", "k", "--out-keyring", "keys.json")).Status.ShouldBe(ExitStatus.Ok);

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.In(_folder.Path, _variables, ["keeper", "license", .. arguments]);
}
