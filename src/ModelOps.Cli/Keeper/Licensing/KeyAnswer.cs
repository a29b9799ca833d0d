namespace ModelOps.Cli.Keeper.Licensing;

/// <summary>The answer of <c>keeper license keygen</c>.</summary>
/// <param name="Kid">The key's name.</param>
/// <param name="PrivateKey">The file that holds the private key.</param>
/// <param name="Keyring">The file that holds the public key.</param>
/// <param name="PublicKey">The public key, base64 of 32 bytes.</param>
internal sealed record KeyAnswer(string Kid, string PrivateKey, string Keyring, string PublicKey);
