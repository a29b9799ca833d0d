namespace ModelOps.Cli.Keeper.Demos;

/// <summary>The demonstration of everything once.</summary>
internal static class SalesDemo
{
    /// <summary>Its commands.</summary>
    /// <param name="folder">The folder of the reports.</param>
    public static IReadOnlyList<DemoStep> Steps(string folder) =>
    [
        new("Is the cluster ready?", "k8s", "preflight", "--out", Path.Combine(folder, "preflight")),
        new("What does the workload say of itself?", "observe", "--duration", "60s", "--out", Path.Combine(folder, "observe")),
        new("What blocks an apply? Nothing is changed.", "demo", "safety-gates", "--out", Path.Combine(folder, "gates")),
        .. DriftDemo.Steps(folder),
        new("The plan as a script for a person to read.", "k8s", "render", "--plan", Path.Combine(folder, "plan", "k8s_plan.json"), "--out", Path.Combine(folder, "render")),
        new("What it may bring.", "roi", "report", "--preflight", Path.Combine(folder, "preflight", "preflight_latest.json"), "--out", Path.Combine(folder, "roi")),
        new("All of it in one file, to be handed on.", "export", "bundle", "--in", folder, "--out", Path.Combine(folder, "bundle")),
    ];
}
