using System.CommandLine;
using System.Security.Cryptography;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Cli.Output;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Gates;
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

    // The gate; the name of the key in the keyring; the license that is named; whether the kill switch is on.
    private static readonly (GateCase Gate, string Listed, string Named, bool Stopped)[] Cases =
    [
        (Case("A", "the license that was named is not there", LicenseReason.Invalid), Kid, "no_such_license.json", false),
        (Case("B", "the keyring has no key of the license's name", LicenseReason.Invalid), "another", LicenseFile, false),
        (Case("C", "the license holds, but the verification is not ok", GateReason.VerifyFailed), Kid, LicenseFile, false),
        (Case("D", "the license holds, but the kill switch is on", BlockReason.KillSwitch), Kid, LicenseFile, true),
    ];

    /// <summary>The command.</summary>
    public static Command Create(CliContext context, KeeperRun run)
    {
        var output = OutOption.Create("report/_demo_safety_gates");
        return new Command("safety-gates", "See what blocks an apply; nothing is changed") { output }.Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var cases = new List<GateCase>();
            foreach (var (gate, listed, named, stopped) in Cases)
            {
                var own = ReportFolder.Open(folder.File($"case_{gate.Case.ToLowerInvariant()}_{gate.ExpectedReason}"), context.Time);
                cases.Add(await new GatePlay(context, run, own).RunAsync(gate with { Folder = own.Path }, Prepare(own, context.Time, listed, named, stopped), cancellationToken));
            }
            var answer = new SafetyGatesAnswer(cases);
            folder.Write("demo_safety_gates_latest.json", answer, DemosJson.Default.SafetyGatesAnswer);
            parse.Answer(context).Write(answer, DemosJson.Default.SafetyGatesAnswer, Render);
            return answer.Ok ? ExitStatus.Ok : ExitStatus.Failures;
        });
    }

    // A plan and a license under a key of this one case, whose private half nobody keeps; gives the variables of the case.
    private static Dictionary<string, string?> Prepare(ReportFolder folder, TimeProvider time, string listed, string named, bool stopped)
    {
        var key = RandomNumberGenerator.GetBytes(Ed25519.PrivateKeyBytes);
        folder.WriteText(LicenseFile, LicenseIssuer.Issue(LicenseIssuer.DevelopmentClaims(time) with { Kid = Kid }, key));
        File.Delete(folder.File(KeyringName));
        KeyringFile.Add(folder.File(KeyringName), listed, Ed25519.PublicKey(key), merge: false);
        folder.WriteText(GatePlay.PlanName, Plan);
        return new(StringComparer.Ordinal)
        {
            [LicensePlaces.PathVariable] = folder.File(named), [Keyring.PathVariable] = folder.File(KeyringName), [KillSwitch.Variable] = stopped ? "1" : null,
        };
    }

    private static GateCase Case(string letter, string says, string reason) => new(letter, says, reason, null, 0, "", "");

    private static void Render(SafetyGatesAnswer answer, TextWriter output)
    {
        TextTable.Write(output, ["CASE", "WHAT IS WRONG", "EXPECTED", "BLOCKED BY", "EXIT", ""], answer.Cases.Select(gate => (string[])
            [gate.Case, gate.Says, gate.ExpectedReason, gate.BlockReason ?? "-", $"{gate.Status}", gate.Ok ? "ok" : "WRONG"]));
        output.Write(answer.Ok ? "Every apply was blocked; nothing was changed.\n" : "Not every apply was blocked as it should be.\n");
    }
}
