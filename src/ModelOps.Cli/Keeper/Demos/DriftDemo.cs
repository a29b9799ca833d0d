namespace ModelOps.Cli.Keeper.Demos;

/// <summary>The demonstration of a drift that is answered by a real change.</summary>
internal static class DriftDemo
{
    /// <summary>Its commands.</summary>
    /// <param name="folder">The folder of the reports.</param>
    public static IReadOnlyList<DemoStep> Steps(string folder) =>
    [
        new("A license for clusters of this machine.", "license", "mint-dev", "--out", folder),
        new("It holds.", "license", "verify", "--out", Path.Combine(folder, "license")) { Variables = DemoLicense.Variables(folder) },
        new("What a drift would lead to: a plan, and nothing is changed.", "closed-loop", "run", "--scenario", "drift", "--dry-run", "--out", Path.Combine(folder, "plan")),
        new("The same with a license: verified, applied, rolled out.", "closed-loop", "run", "--scenario", "drift", "--apply", "--out", Path.Combine(folder, "apply"))
        {
            Variables = DemoLicense.Variables(folder),
        },
    ];
}
