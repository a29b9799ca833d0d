namespace ModelOps.Keeper.Licensing;

/// <summary>
/// The keys that everybody knows, for demonstrations and tests on a machine of one's own. A license under one of them proves nothing, so
/// that it can't open an apply to a real cluster, however its key came into the keyring.
/// </summary>
public static class DevelopmentKeys
{
    /// <summary>The name of the key that development licenses are signed with.</summary>
    public const string Kid = "mk-dev-2026-01";

    /// <summary>The public keys by name, base64 of 32 bytes. The private keys are the bytes 0 to 31 and 32 to 63.</summary>
    public static IReadOnlyDictionary<string, string> PublicKeys { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Kid] = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
        ["mk-dev-2026-02"] = "Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc=",
    };

    /// <summary>The private key of <see cref="Kid"/>.</summary>
    public static byte[] PrivateKey { get; } = [.. Enumerable.Range(0, Signatures.Ed25519.PrivateKeyBytes).Select(value => (byte)value)];

    /// <summary>Whether a public key is one of them.</summary>
    public static bool Contains(ReadOnlySpan<byte> publicKey) => PublicKeys.Values.Contains(Convert.ToBase64String(publicKey));
}
