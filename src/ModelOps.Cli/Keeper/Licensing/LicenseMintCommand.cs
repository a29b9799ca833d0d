using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Licensing.Issuing;
using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Licensing;

/// <summary><c>keeper license mint-dev</c>: a development license with its keyring, for clusters of this machine.</summary>
internal static class LicenseMintCommand
{
    /// <summary>The name of the license's file.</summary>
    public const string LicenseFile = "license_dev.json";

    /// <summary>The name of the keyring's file.</summary>
    public const string KeyringFile = "license_dev_public_keys.json";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var output = new Option<string>("--out") { HelpName = "DIR", Description = $"Where {LicenseFile} and {KeyringFile} are written", DefaultValueFactory = _ => "." };
        return new Command("mint-dev", "Write a development license, which opens clusters of this machine only") { output }.Runs(parse =>
        {
            var folder = ReportFolder.Open(context.Resolve(parse.GetRequiredValue(output)), context.Time);
            var claims = LicenseIssuer.DevelopmentClaims(context.Time);
            var license = folder.WriteText(LicenseFile, LicenseIssuer.Issue(claims, DevelopmentKeys.PrivateKey));
            var keyring = folder.WriteText(KeyringFile, ModelOps.Keeper.Licensing.Issuing.KeyringFile.Development());
            var answer = new IssuedAnswer(license, keyring, claims.Kid!, claims.Org, claims.ExpiresAt, claims.Entitlements);
            parse.Answer(context).Write(answer, LicensesJson.Default.IssuedAnswer, IssuedAnswer.Render);
            return ExitStatus.Ok;
        });
    }
}
