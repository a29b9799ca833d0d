using System.Text.Json.Nodes;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Licensing.Issuing;
using ModelOps.Keeper.Licensing.Signatures;
using ModelOps.Testing.Clocks;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Licensing;

public sealed class LicenseGateTests : IDisposable
{
    private const long Now = 1_750_000_000;

    private static readonly byte[] Mine = Ed25519.PublicKey(Key(1));
    private static readonly LicensedTarget Remote = new("prod", new("https://api.example.org:6443"));

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly ManualClock _clock = new();

    public LicenseGateTests()
    {
        _clock.Advance(TimeSpan.FromSeconds(Now));
        _variables["HOME"] = _folder["home"];
        UseKeys(new() { ["mine"] = Convert.ToBase64String(Mine) });
    }

    private LicensePlaces Places => new(_variables.GetValueOrDefault, _folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Genuine_license_opens_an_apply_and_says_what_it_grants()
    {
        var path = License(Claims() with { Entitlements = ["observe", " apply ", "observe"], Org = "Acmé <&+>" });
        var verdict = await Gate().EvaluateAsync(path, Remote, false, CancellationToken.None);
        verdict.Reason.ShouldBe("ok");
        verdict.Entitlements.ShouldBe(["apply", "observe"]);
        verdict.ExpiresAt.ShouldBe(Now + 1000);
        verdict.License!.Org.ShouldBe("Acmé <&+>");
        File.ReadAllText(path).ShouldContain("Acmé <&+>");
    }

    [Theory]
    [InlineData("""{"entitlements":["observe","apply"],"expires_at":4102444800,"issued_at":1700000000,"org":"Acme","schema_version":"license.v1"}""", "kjry4ftY5pBr5aCI+JPzRb86Kt+MqEDwrvsOUVb1F8SpjSN/wDnHQinV+nTf2llyPQM/RbDRB6+KKGLO2oysAQ==")]
    [InlineData("""{"entitlements":["observe","apply"],"expires_at":4102444800,"issued_at":1700000000,"kid":"mk-dev-2026-01","org":"Acme","schema_version":"license.v1"}""", "1cfB+alGD3oPEFY2kK+Jw7IcPA8hH8FD0Fx/k0nIXZnUEq0fdRVpQhsFYu9250ThM3ZbVv8rq7AWZKIXTFzmDg==")]
    public async Task Licenses_of_the_predecessor_hold(string signed, string signature)
    {
        _variables.Remove(Keyring.PathVariable);
        var document = JsonNode.Parse(signed)!.AsObject();
        document["signature"] = signature;
        var verdict = await VerifyAsync(_folder.Write("old.json", document.ToJsonString()));
        verdict.Reason.ShouldBe("ok");
        verdict.IsDevelopmentKey.ShouldBeTrue();
    }

    [Theory]
    [InlineData("org", "\"\"", "org")]
    [InlineData("org", "1", "org")]
    [InlineData("schema_version", "\"license.v2\"", "schema_version")]
    [InlineData("issued_at", "1.0", "issued_at")]
    [InlineData("issued_at", "true", "issued_at")]
    [InlineData("expires_at", "1e12", "expires_at")]
    [InlineData("expires_at", "99999999999999999999", "expires_at")]
    [InlineData("entitlements", "\"apply\"", "entitlements")]
    [InlineData("entitlements", "[1]", "entitlements")]
    [InlineData("bindings", "[]", "bindings")]
    [InlineData("bindings", "{\"host\": \"a\"}", "host")]
    [InlineData("bindings", "{\"kube_context\": \" \"}", "kube_context")]
    [InlineData("kid", "\"\"", "kid")]
    [InlineData("kid", "7", "kid")]
    [InlineData("kid", "\"other\"", "other")]
    [InlineData("signature", "null", "signature")]
    [InlineData("signature", "\"AAAA\"", "signature")]
    [InlineData("extra", "1", "signature")]
    [InlineData("extra", "12345678901234567890123", "12345678901234567890123")]
    public async Task Changed_field_is_refused_and_named(string field, string value, string named)
    {
        var document = JsonNode.Parse(File.ReadAllText(License(Claims())))!.AsObject();
        document[field] = JsonNode.Parse(value);
        var verdict = await VerifyAsync(_folder.Write("changed.json", document.ToJsonString()));
        verdict.Reason.ShouldBe("license_invalid");
        verdict.Detail.ShouldContain(named);
        verdict.License.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"org\": \"a\", \"org\": \"b\"}")]
    [InlineData("{\"a\": \"\\ud800\"}")]
    [InlineData("nonsense")]
    public async Task File_that_is_no_license_is_refused(string text) =>
        (await VerifyAsync(_folder.Write("odd.json", text))).Reason.ShouldBe("license_invalid");

    [Fact]
    public async Task License_that_is_named_and_not_there_is_invalid_not_missing() =>
        (await VerifyAsync(_folder["nowhere.json"])).Reason.ShouldBe("license_invalid");

    [Theory]
    [InlineData(-1000, 0, "license_expired")]
    [InlineData(-1000, 1, "ok")]
    [InlineData(0, 1000, "ok")]
    [InlineData(1, 1000, "license_invalid")]
    [InlineData(-1000, -1000, "license_invalid")]
    [InlineData(-1000, -2000, "license_invalid")]
    public async Task Time_of_a_license_is_half_open(int from, int to, string reason) =>
        (await VerifyAsync(Unchecked(Claims() with { IssuedAt = Now + from, ExpiresAt = Now + to }))).Reason.ShouldBe(reason);

    [Fact]
    public async Task Bound_license_holds_for_its_context_only_and_asks_for_no_other()
    {
        var bound = License(Claims() with { KubeContext = "kind-a" });
        (await Gate().VerifyAsync(bound, _ => Task.FromResult<string?>("kind-a"), CancellationToken.None)).Reason.ShouldBe("ok");
        (await Gate().VerifyAsync(bound, _ => Task.FromResult<string?>("kind-b"), CancellationToken.None)).Reason.ShouldBe("binding_mismatch");
        (await Gate().VerifyAsync(bound, _ => Task.FromResult<string?>(null), CancellationToken.None)).Reason.ShouldBe("binding_mismatch");
        (await Gate().VerifyAsync(License(Claims()), _ => throw new InvalidOperationException("not to be asked"), CancellationToken.None)).Reason.ShouldBe("ok");
    }

    [Fact]
    public async Task License_without_apply_holds_but_opens_nothing()
    {
        var path = License(Claims() with { Entitlements = ["observe"] });
        (await VerifyAsync(path)).Reason.ShouldBe("ok");
        (await Gate().EvaluateAsync(path, Remote, false, CancellationToken.None)).Reason.ShouldBe("entitlement_missing");
    }

    [Fact]
    public async Task Key_is_chosen_by_kid_and_any_may_have_signed_without_one()
    {
        UseKeys(new() { ["first"] = Convert.ToBase64String(Ed25519.PublicKey(Key(2))), ["mine"] = Convert.ToBase64String(Mine) });
        (await VerifyAsync(License(Claims()))).Reason.ShouldBe("ok");
        (await VerifyAsync(License(Claims() with { Kid = "first" }))).Reason.ShouldBe("license_invalid");
        (await VerifyAsync(Unchecked(Claims() with { Kid = null }))).Reason.ShouldBe("ok");
    }

    [Fact]
    public async Task Rotation_keeps_old_licenses_as_long_as_their_key_is_listed()
    {
        var old = License(Claims());
        var keyring = _folder["keys.json"];
        KeyringFile.Add(keyring, "next", Ed25519.PublicKey(Key(2)), merge: true);
        (await VerifyAsync(old)).Reason.ShouldBe("ok");
        (await VerifyAsync(License(Claims() with { Kid = "next" }, 2))).Reason.ShouldBe("ok");
        UseKeys(new() { ["next"] = Convert.ToBase64String(Ed25519.PublicKey(Key(2))) });
        (await VerifyAsync(old)).Reason.ShouldBe("license_invalid");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("{\"mine\": 7}")]
    [InlineData("{\"mine\": \"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}")]
    [InlineData("{\"mine\": \"AAAA\"}")]
    public async Task Keyring_without_a_usable_key_refuses_every_license(string text)
    {
        _folder.Write("keys.json", text);
        (await VerifyAsync(License(Claims()))).Reason.ShouldBe("license_invalid");
    }

    [Fact]
    public async Task Keyring_of_the_user_is_taken_if_none_is_named()
    {
        _variables.Remove(Keyring.PathVariable);
        (await VerifyAsync(License(Claims()))).Reason.ShouldBe("license_invalid");
        _folder.Write("home/.config/modekeeper/license_public_keys.json", $$"""{"mine": "{{Convert.ToBase64String(Mine)}}"}""");
        (await VerifyAsync(License(Claims()))).Reason.ShouldBe("ok");
    }

    [Fact]
    public async Task License_is_looked_for_by_option_then_variable_then_working_directory()
    {
        (await VerifyAsync(null)).Reason.ShouldBe("license_missing");
        _variables["MODEKEEPER_LICENSE_PATH"] = "";
        (await VerifyAsync(null)).Reason.ShouldBe("license_missing");
        File.Move(License(Claims()), _folder["modekeeper.license.json"]);
        (await VerifyAsync(null)).Path.ShouldBe(_folder["modekeeper.license.json"]);
        _variables["MODEKEEPER_LICENSE_PATH"] = "named.json";
        var named = await VerifyAsync(null);
        (named.Path, named.Reason).ShouldBe((_folder["named.json"], "license_invalid"));
        (await VerifyAsync("modekeeper.license.json")).Reason.ShouldBe("ok");
    }

    [Theory]
    [InlineData("kind-demo", "https://10.0.0.1:6443", true)]
    [InlineData("minikube", "https://192.168.49.2:8443", true)]
    [InlineData("prod", "https://127.0.0.1:6443", true)]
    [InlineData("prod", "https://[::1]:6443", true)]
    [InlineData("prod", "https://localhost:6443", true)]
    [InlineData("prod", "https://127.0.0.1.example.org", false)]
    [InlineData("kinder", "https://10.0.0.1:6443", false)]
    [InlineData("minikube-prod", "https://10.0.0.1:6443", false)]
    [InlineData(null, null, false)]
    public async Task Development_key_opens_clusters_of_this_machine_only(string? context, string? server, bool opens)
    {
        _variables.Remove(Keyring.PathVariable);
        await DevelopmentLicenseIsJudged(context, server, opens);
        // The same key in a keyring of the user's own is no more secret.
        UseKeys(new() { [DevelopmentKeys.Kid] = DevelopmentKeys.PublicKeys[DevelopmentKeys.Kid] });
        await DevelopmentLicenseIsJudged(context, server, opens);
    }

    private async Task DevelopmentLicenseIsJudged(string? context, string? server, bool opens)
    {
        var path = _folder.Write("dev.json", LicenseIssuer.Issue(LicenseIssuer.DevelopmentClaims(_clock), DevelopmentKeys.PrivateKey));
        var target = new LicensedTarget(context, server is null ? null : new(server));
        (await VerifyAsync(path)).Reason.ShouldBe("ok");
        (await Gate().EvaluateAsync(path, target, false, CancellationToken.None)).Reason.ShouldBe(opens ? "ok" : "license_invalid");
        (await Gate().EvaluateAsync(path, target, true, CancellationToken.None)).Reason.ShouldBe("ok");
    }

    private static License Claims() => new("Acme", Now - 1000, Now + 1000, ["apply", "observe"], null, "mine");

    private static byte[] Key(byte number) => [.. Enumerable.Repeat(number, 32)];

    private LicenseGate Gate() => new(Places, _clock);

    private Task<LicenseVerdict> VerifyAsync(string? path) => Gate().VerifyAsync(path, _ => Task.FromResult<string?>(null), CancellationToken.None);

    private string License(License claims, byte key = 1) => _folder.Write($"license-{key}.json", LicenseIssuer.Issue(claims, Key(key)));

    // What no issuer of ours would sign.
    private string Unchecked(License claims)
    {
        var document = new JsonObject
        {
            ["schema_version"] = "license.v1",
            ["org"] = claims.Org,
            ["issued_at"] = claims.IssuedAt,
            ["expires_at"] = claims.ExpiresAt,
            ["entitlements"] = new JsonArray([.. claims.Entitlements.Select(name => (JsonNode)name)]),
            ["kid"] = claims.Kid,
        };
        document["signature"] = Convert.ToBase64String(Ed25519.Sign(Key(1), ModelOps.Contracts.Json.Rfc8785.Canonicalize(document)));
        return _folder.Write("unchecked.json", document.ToJsonString());
    }

    private void UseKeys(Dictionary<string, string> keys)
    {
        _variables[Keyring.PathVariable] = _folder["keys.json"];
        _folder.Write("keys.json", new JsonObject(keys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Value))).ToJsonString());
    }
}
