using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Licensing;

namespace ModelOps.Cli.Keeper.Licensing;

/// <summary><c>keeper license verify</c>: whether a license holds here and now, and what it grants.</summary>
internal static class LicenseVerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var license = new Option<string?>("--license", "--license-path") { HelpName = "FILE", Description = $"The license; else {LicensePlaces.PathVariable}, else ./{LicensePlaces.FileName}" };
        var kubectl = new Option<string?>("--kubectl") { HelpName = "PROGRAM", Description = "The kubectl to ask for the current context; else KUBECTL" };
        var output = OutOption.Create("report/_license_verify");
        return new Command("verify", "Show whether a license holds and what it grants") { license, kubectl, output }.Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var gate = new LicenseGate(new(context.Variable, context.WorkingDirectory), context.Time);
            var verdict = await gate.VerifyAsync(parse.GetValue(license), token => CurrentContextAsync(context, parse.GetValue(kubectl), token), cancellationToken);
            var report = LicenseVerifyReport.Of(verdict);
            folder.Write("license_verify_latest.json", report, LicensingJson.Default.LicenseVerifyReport);
            parse.Answer(context).Write(report, LicensingJson.Default.LicenseVerifyReport, (_, writer) => Render(verdict, writer));
            if (!verdict.Ok) context.Error.Write($"ERROR: {verdict.Reason}: {verdict.Detail}\n");
            return verdict.Ok ? ExitStatus.Ok : ExitStatus.Invalid;
        });
    }

    // Without kubectl there is no current context, and a license that is bound to one does not fit.
    private static async Task<string?> CurrentContextAsync(CliContext context, string? program, CancellationToken cancellationToken)
    {
        var settings = KubectlSettings.Of(context.Variable);
        try
        {
            var config = await KubeConfig.ReadAsync(new(program is null ? settings : settings with { Program = program }, context.Time), cancellationToken);
            return config.Context;
        }
        catch (OutsideException)
        {
            return null;
        }
    }

    private static void Render(LicenseVerdict verdict, TextWriter output)
    {
        output.Write($"license       {verdict.Reason}\n");
        if (verdict.Path is not null) output.Write($"file          {verdict.Path}\n");
        if (verdict.License is not { } license) return;
        output.Write($"organization  {license.Org}\n");
        output.Write($"ends          {DateText.Of(license.ExpiresAt)}\n");
        output.Write($"grants        {string.Join(", ", verdict.Entitlements)}\n");
        if (license.KubeContext is not null) output.Write($"context       {license.KubeContext}\n");
        output.Write($"key           {license.Kid ?? "any"}{(verdict.IsDevelopmentKey ? " (development: opens clusters of this machine only)" : "")}\n");
    }
}
