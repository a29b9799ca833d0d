using System.CommandLine;
using System.Security.Cryptography;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Cli.Output;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Licensing.Issuing;
using ModelOps.Keeper.Licensing.Signatures;
using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary>
/// <c>keeper demo safety-gates</c>: four applies, each blocked by another gate. The kubectl that they are given does not exist, so that they could
/// change nothing if a gate were open.
/// </summary>
internal static class SafetyGatesCommand
{
    private const string Plan =
        """[{"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "ns1", "name": "dep1", "reason": "demo", "patch": {"spec": {"replicas": 2}}}]""";

    private const string Kid = "demo";
    private const string LicenseFile = "license.json";
    private const string KeyringName = "public_keys.json";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context, KeeperRun run)
    {
        var output = OutOption.Create("report/_demo_safety_gates");
        return new Command("safety-gates", "See what blocks an apply; nothing is changed") { output }.Runs(async (parse, cancellationToken) =>
        {
            var path = context.Resolve(parse.GetRequiredValue(output));
            var answer = new SafetyGatesAnswer(
            [
                await PlayAsync("A", "the license that was named is not there", "license_invalid", Missing),
                await PlayAsync("B", "the keyring has no key of the license's name", "license_invalid", Unlisted),
                await PlayAsync("C", "the license holds, but the verification is not ok", "verify_failed", Genuine),
                await PlayAsync("D", "the license holds, but the kill switch is on", "kill_switch", Stopped),
            ]);
            ReportFolder.Open(path, context.Time).Write("demo_safety_gates_latest.json", answer, DemosJson.Default.SafetyGatesAnswer);
            parse.Answer(context).Write(answer, DemosJson.Default.SafetyGatesAnswer, Render);
            return answer.Ok ? ExitStatus.Ok : ExitStatus.Failures;

            Task<GateCase> PlayAsync(string letter, string says, string reason, Func<ReportFolder, Dictionary<string, string?>> prepare)
            {
                var folder = ReportFolder.Open(Path.Combine(path, $"case_{letter.ToLowerInvariant()}_{reason}"), context.Time);
                return new GatePlay(context, run, folder).RunAsync(new(letter, says, reason, null, 0, "", folder.Path), prepare(folder), cancellationToken);
            }

            Dictionary<string, string?> Missing(ReportFolder folder) => Licensed(folder, Kid, "no_such_license.json");
            Dictionary<string, string?> Unlisted(ReportFolder folder) => Licensed(folder, "another", LicenseFile);
            Dictionary<string, string?> Genuine(ReportFolder folder) => Licensed(folder, Kid, LicenseFile);
            Dictionary<string, string?> Stopped(ReportFolder folder) => new(Licensed(folder, Kid, LicenseFile)) { ["MODEKEEPER_KILL_SWITCH"] = "1" };

            // A key of this one case: nobody keeps its private half.
            Dictionary<string, string?> Licensed(ReportFolder folder, string listed, string named)
            {
                var key = RandomNumberGenerator.GetBytes(Ed25519.PrivateKeyBytes);
                var claims = LicenseIssuer.DevelopmentClaims(context.Time) with { Kid = Kid };
                folder.WriteText(LicenseFile, LicenseIssuer.Issue(claims, key));
                File.Delete(folder.File(KeyringName));
                KeyringFile.Add(folder.File(KeyringName), listed, Ed25519.PublicKey(key), merge: false);
                folder.WriteText(GatePlay.PlanName, Plan);
                return new(StringComparer.Ordinal)
                {
                    [LicensePlaces.PathVariable] = folder.File(named), [Keyring.PathVariable] = folder.File(KeyringName), ["MODEKEEPER_KILL_SWITCH"] = null,
                };
            }
        });
    }

    private static void Render(SafetyGatesAnswer answer, TextWriter output)
    {
        TextTable.Write(output, ["CASE", "WHAT IS WRONG", "EXPECTED", "BLOCKED BY", "EXIT", ""], answer.Cases.Select(gate => (string[])
            [gate.Case, gate.Says, gate.ExpectedReason, gate.BlockReason ?? "-", $"{gate.Status}", gate.Ok ? "ok" : "WRONG"]));
        output.Write(answer.Ok ? "Every apply was blocked; nothing was changed.\n" : "Not every apply was blocked as it should be.\n");
    }
}
