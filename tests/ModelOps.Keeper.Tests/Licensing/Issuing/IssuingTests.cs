using System.Runtime.Versioning;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Licensing.Issuing;
using ModelOps.Keeper.Licensing.Signatures;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Licensing.Issuing;

[UnsupportedOSPlatform("windows")]
public sealed class IssuingTests
{
    private static readonly License Claims = new("Acme", 10, 20, ["apply"], null, "k");

    [Fact]
    public void Private_key_is_for_its_owner_only_and_never_replaced()
    {
        using var folder = new TemporaryFolder();
        var path = folder["key"];
        var publicKey = PrivateKeyFile.Create(path);
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Ed25519.PublicKey(PrivateKeyFile.Read(path)).ShouldBe(publicKey);
        Should.Throw<ConflictException>(() => PrivateKeyFile.Create(path)).Code.ShouldBe("key_exists");
        PrivateKeyFile.Create(folder["other"]).ShouldNotBe(publicKey);
    }

    [Fact]
    public void File_of_another_length_is_no_private_key()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InvalidInputException>(() => PrivateKeyFile.Read(folder.Write("key", "short"))).Code.ShouldBe("invalid_private_key");
    }

    [Fact]
    public void Keyring_grows_but_a_name_keeps_its_key()
    {
        using var folder = new TemporaryFolder();
        var path = folder["keys.json"];
        byte[] first = Ed25519.PublicKey(new byte[32]), second = Ed25519.PublicKey([.. Enumerable.Repeat((byte)1, 32)]);
        KeyringFile.Add(path, "a", first, merge: false);
        KeyringFile.Add(path, "a", first, merge: true);
        KeyringFile.Add(path, "b", second, merge: true);
        Keyring.Read(path).Keys.Keys.ShouldBe(["a", "b"]);
        Should.Throw<ConflictException>(() => KeyringFile.Add(path, "a", second, merge: true)).Code.ShouldBe("kid_taken");
        Should.Throw<ConflictException>(() => KeyringFile.Add(path, "c", second, merge: false)).Code.ShouldBe("keyring_exists");
    }

    [Fact]
    public void Terms_that_no_verifier_would_accept_are_not_signed()
    {
        License[] refused =
        [
            Claims with { Org = " " }, Claims with { Kid = null }, Claims with { ExpiresAt = 10 }, Claims with { Entitlements = [] }, Claims with { Entitlements = ["apply", ""] },
        ];
        foreach (var claims in refused)
            Should.Throw<InvalidInputException>(() => LicenseIssuer.Issue(claims, new byte[32])).Code.ShouldBe("invalid_license_terms");
    }

    [Fact]
    public void Built_in_keys_are_those_of_the_known_private_keys()
    {
        Convert.ToBase64String(Ed25519.PublicKey(DevelopmentKeys.PrivateKey)).ShouldBe(DevelopmentKeys.PublicKeys[DevelopmentKeys.Kid]);
        byte[] second = [.. Enumerable.Range(32, 32).Select(value => (byte)value)];
        Convert.ToBase64String(Ed25519.PublicKey(second)).ShouldBe(DevelopmentKeys.PublicKeys["mk-dev-2026-02"]);
    }
}
