using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Keeper.Licensing;

/// <summary><c>keeper license</c>: judge and issue licenses.</summary>
internal static class LicenseCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("license", "Judge a license, or issue one")
    {
        LicenseVerifyCommand.Create(context), LicenseKeygenCommand.Create(context), LicenseIssueCommand.Create(context), LicenseMintCommand.Create(context),
    };
}
