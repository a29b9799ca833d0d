using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Licensing.Issuing;

namespace ModelOps.Cli.Keeper.Licensing;

/// <summary><c>keeper license issue</c>: signs a license.</summary>
internal static class LicenseIssueCommand
{
    private const string KeyVariable = "MODEKEEPER_ISSUER_PRIVKEY_PATH";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var kid = Required("--kid", "NAME", "The name of the key, as the keyring has it");
        var org = Required("--org", "NAME", "Whom the license is for");
        var expires = Required("--expires", "TIME", "When it ends, in UTC: 2027-01-31T00:00:00Z");
        var entitlements = Required("--entitlements", "NAMES", "What it grants, separated by commas: apply,observe");
        var bound = new Option<string?>("--kube-context") { HelpName = "NAME", Description = "The only context of kubectl that it holds for" };
        var output = Required("--out", "FILE", "Where the license is written");
        var key = new Option<string?>("--priv") { HelpName = "FILE", Description = $"The private key; else {KeyVariable}" };
        return new Command("issue", "Sign a license") { kid, org, expires, entitlements, bound, output, key }.Runs(parse =>
        {
            var claims = new License(
                parse.GetRequiredValue(org),
                context.Time.GetUtcNow().ToUnixTimeSeconds(),
                DateText.Seconds(parse.GetRequiredValue(expires)),
                parse.GetRequiredValue(entitlements).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                parse.GetValue(bound),
                parse.GetRequiredValue(kid));
            var path = context.Resolve(parse.GetRequiredValue(output));
            AtomicFile.Write(path, LicenseIssuer.Issue(claims, PrivateKeyFile.Read(KeyPath(context, parse.GetValue(key)))));
            var answer = new IssuedAnswer(path, null, claims.Kid!, claims.Org, claims.ExpiresAt, claims.Entitlements);
            parse.Answer(context).Write(answer, LicensesJson.Default.IssuedAnswer, IssuedAnswer.Render);
            return ExitStatus.Ok;
        });
    }

    private static Option<string> Required(string name, string value, string description) => new(name) { HelpName = value, Description = description, Required = true };

    private static string KeyPath(CliContext context, string? option) => (option ?? context.Variable(KeyVariable)) is { Length: > 0 } path
        ? context.Resolve(path)
        : throw new InvalidInputException("private_key_missing", "No private key was named.", $"Give --priv FILE, or set {KeyVariable}.");
}
