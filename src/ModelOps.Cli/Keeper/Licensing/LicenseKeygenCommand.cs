using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Keeper.Licensing.Issuing;

namespace ModelOps.Cli.Keeper.Licensing;

/// <summary><c>keeper license keygen</c>: a new key to sign licenses with.</summary>
internal static class LicenseKeygenCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var kid = new Option<string>("--kid") { HelpName = "NAME", Description = "The key's name in licenses and keyrings", Required = true };
        var privateKey = new Option<string>("--out-priv") { HelpName = "FILE", Description = "Where the private key is written: 32 bytes, for its owner only", Required = true };
        var keyring = new Option<string>("--out-keyring") { HelpName = "FILE", Description = "The keyring that the public key is written to", Required = true };
        var merge = new Option<bool>("--merge-keyring") { Description = "Add the key to a keyring that is there" };
        return new Command("keygen", "Make a key to sign licenses with") { kid, privateKey, keyring, merge }.Runs(parse =>
        {
            var name = parse.GetRequiredValue(kid);
            var (key, ring) = (context.Resolve(parse.GetRequiredValue(privateKey)), context.Resolve(parse.GetRequiredValue(keyring)));
            KeyringFile.Check(ring, name, parse.GetValue(merge));
            var publicKey = PrivateKeyFile.Create(key);
            KeyringFile.Add(ring, name, publicKey, parse.GetValue(merge));
            var answer = new KeyAnswer(name, key, ring, Convert.ToBase64String(publicKey));
            parse.Answer(context).Write(answer, LicensesJson.Default.KeyAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static void Render(KeyAnswer answer, TextWriter output)
    {
        output.Write($"key           {answer.Kid}\n");
        output.Write($"private key   {answer.PrivateKey} (keep it secret)\n");
        output.Write($"keyring       {answer.Keyring}\n");
        output.Write($"public key    {answer.PublicKey}\n");
    }
}
